import { anySubscribe } from '../applies';
import type { FormCheck } from '../check';
import { judgeMethod } from '../common/method';

/**
 * 6.1.1.2-1: the settings are read with SIP SUBSCRIBE (clause 6.1.1.2 item 1). That it is well-formed is said by the entries of
 * RFC 3261 and RFC 3265 whose verdicts the item takes over.
 */
export const subscribeMethod: FormCheck = {
  requirement: '6.1.1.2-1',
  kinds: [...anySubscribe, 'retrieve-by-other-means'],
  judge: (subject) => judgeMethod(subject, 'SUBSCRIBE'),
};
