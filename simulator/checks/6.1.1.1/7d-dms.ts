import { isSettingOrRefreshing, publishOnly } from '../applies';
import type { FormCheck } from '../check';
import { isJudgedForSettings, judgeSetting } from '../common/setting';

/** 6.1.1.1-7d: the published document states DMS as active or not active (clause 6.1.1.1 item 7 d). */
export const statesDms: FormCheck = {
  requirement: '6.1.1.1-7d',
  kinds: publishOnly,
  appliesTo: (subject, context) => isSettingOrRefreshing(subject) && isJudgedForSettings(subject, context),
  judge: (subject, context) => judgeSetting('dms', subject, context),
};
