import { anySubscribe } from '../applies';
import type { FormCheck } from '../check';
import { judgeOriginator } from '../common/originator';

/** 6.1.1.2-3: the SUBSCRIBE names the IM Address as authenticated originator (clause 6.1.1.2 item 3). */
export const subscribeOriginator: FormCheck = {
  requirement: '6.1.1.2-3',
  kinds: anySubscribe,
  judge: judgeOriginator,
};
