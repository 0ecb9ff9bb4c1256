import { isSettingOrRefreshing, publishOnly } from '../applies';
import type { FormCheck } from '../check';
import { judgeNextHop } from '../common/next-hop';

/** 6.1.1.1-8: the PUBLISH is sent by the procedures of the SIP/IP core (clause 6.1.1.1 item 8). */
export const publishNextHop: FormCheck = {
  requirement: '6.1.1.1-8',
  kinds: publishOnly,
  appliesTo: isSettingOrRefreshing,
  judge: judgeNextHop,
};
