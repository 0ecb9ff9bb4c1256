import { isSettingOrRefreshing, publishOnly } from '../applies';
import type { FormCheck } from '../check';
import { isJudgedForSettings, judgeSetting } from '../common/setting';

/** 6.1.1.1-7b: the published document states IPMB as active or not active (clause 6.1.1.1 item 7 b). */
export const statesIpmb: FormCheck = {
  requirement: '6.1.1.1-7b',
  kinds: publishOnly,
  appliesTo: (subject, context) => isSettingOrRefreshing(subject) && isJudgedForSettings(subject, context),
  judge: (subject, context) => judgeSetting('ipmb', subject, context),
};
