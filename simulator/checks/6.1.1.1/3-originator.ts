import { isSettingOrRefreshing, publishOnly } from '../applies';
import type { FormCheck } from '../check';
import { judgeOriginator } from '../common/originator';

/** 6.1.1.1-3: the PUBLISH names the IM Address as authenticated originator (clause 6.1.1.1 item 3). */
export const publishOriginator: FormCheck = {
  requirement: '6.1.1.1-3',
  kinds: publishOnly,
  appliesTo: isSettingOrRefreshing,
  judge: judgeOriginator,
};
