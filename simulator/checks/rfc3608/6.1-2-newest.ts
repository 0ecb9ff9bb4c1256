import { publishOrSubscribe } from '../applies';
import type { FormCheck } from '../check';
import { isRouteLookedAt, judgeRoute } from '../common/service-route';

/** RFC3608-6.1-2: the newest Service-Route takes the place of the older one; a 200 without it clears it (RFC 3608 §6.1). */
export const newestServiceRoute: FormCheck = {
  requirement: 'RFC3608-6.1-2',
  kinds: publishOrSubscribe,
  appliesTo: isRouteLookedAt,
  judge: (subject, context) => judgeRoute('RFC3608-6.1-2', subject, context),
};
