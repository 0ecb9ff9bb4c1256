import { anySubscribe } from '../applies';
import type { Check } from '../check';
import { judgeMethod } from '../common/method';

/** 6.1.1.2-1: the settings are read with a well-formed SIP SUBSCRIBE (clause 6.1.1.2 item 1). */
export const subscribeMethod: Check = {
  requirement: '6.1.1.2-1',
  kinds: [...anySubscribe, 'retrieve-by-other-means'],
  judge: (subject, context) => judgeMethod(subject, context, 'SUBSCRIBE'),
};
