import { isSettingOrRefreshing, publishOnly } from '../applies';
import type { FormCheck } from '../check';
import { isJudgedForSettings, judgeSetting } from '../common/setting';

/** 6.1.1.1-7a: the published document states ISB as active or not active (clause 6.1.1.1 item 7 a). */
export const statesIsb: FormCheck = {
  requirement: '6.1.1.1-7a',
  kinds: publishOnly,
  appliesTo: (subject, context) => isSettingOrRefreshing(subject) && isJudgedForSettings(subject, context),
  judge: (subject, context) => judgeSetting('isb', subject, context),
};
