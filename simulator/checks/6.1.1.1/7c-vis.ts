import { isSettingOrRefreshing, publishOnly } from '../applies';
import type { FormCheck } from '../check';
import { isJudgedForSettings, judgeSetting } from '../common/setting';

/** 6.1.1.1-7c: the published document states VIS as active or not active (clause 6.1.1.1 item 7 c). */
export const statesVis: FormCheck = {
  requirement: '6.1.1.1-7c',
  kinds: publishOnly,
  appliesTo: (subject, context) => isSettingOrRefreshing(subject) && isJudgedForSettings(subject, context),
  judge: (subject, context) => judgeSetting('vis', subject, context),
};
