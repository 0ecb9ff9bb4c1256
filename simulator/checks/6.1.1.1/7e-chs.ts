import { isSettingOrRefreshing, publishOnly } from '../applies';
import type { FormCheck } from '../check';
import { isJudgedForSettings, judgeSetting } from '../common/setting';

/** 6.1.1.1-7e: the published document states CHS as active or not active (clause 6.1.1.1 item 7 e). */
export const statesChs: FormCheck = {
  requirement: '6.1.1.1-7e',
  kinds: publishOnly,
  appliesTo: (subject, context) => isSettingOrRefreshing(subject) && isJudgedForSettings(subject, context),
  judge: (subject, context) => judgeSetting('chs', subject, context),
};
