import { anySubscribe } from '../applies';
import type { FormCheck } from '../check';
import { judgeNextHop } from '../common/next-hop';

/** 6.1.1.2-6: the SUBSCRIBE is sent by the procedures of the SIP/IP core (clause 6.1.1.2 item 6, decision D-11). */
export const subscribeNextHop: FormCheck = {
  requirement: '6.1.1.2-6',
  kinds: anySubscribe,
  judge: judgeNextHop,
};
