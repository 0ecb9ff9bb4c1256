import { publishOrSubscribe } from '../applies';
import type { FormCheck } from '../check';
import { isRouteLookedAt, judgeRoute } from '../common/service-route';

/** RFC3608-6.1-1: the Service-Route values stand in Route in the order in which the registrar told them (RFC 3608 §6.1). */
export const serviceRouteOrder: FormCheck = {
  requirement: 'RFC3608-6.1-1',
  kinds: publishOrSubscribe,
  appliesTo: isRouteLookedAt,
  judge: (subject, context) => judgeRoute('RFC3608-6.1-1', subject, context),
};
