import type { FormCheck } from '../check';
import { judgeMethod } from '../common/method';

/**
 * 6.1.1.1-1: the settings are conveyed with SIP PUBLISH (clause 6.1.1.1 item 1). That it is well-formed is said by the entries of
 * RFC 3261, RFC 3903 and RFC 4354 whose verdicts the item takes over.
 */
export const publishMethod: FormCheck = {
  requirement: '6.1.1.1-1',
  kinds: ['settings-publish', 'publish-by-other-means'],
  judge: (subject) => judgeMethod(subject, 'PUBLISH'),
};
