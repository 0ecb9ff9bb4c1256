import { publishOrSubscribe } from '../applies';
import type { FormCheck } from '../check';
import { isRouteLookedAt, judgeRoute } from '../common/service-route';

/**
 * TS24229-5.1.2A.1.1-1: a request outside a dialog has a Route: first the P-CSCF, then the Service-Route values of the last
 * registration (TS 24.229 clause 5.1.2A.1.1). Values in another order break RFC3608-6.1-1, those of an older registration
 * RFC3608-6.1-2.
 */
export const preloadedServiceRoute: FormCheck = {
  requirement: 'TS24229-5.1.2A.1.1-1',
  kinds: publishOrSubscribe,
  appliesTo: isRouteLookedAt,
  judge: (subject, context) => judgeRoute('TS24229-5.1.2A.1.1-1', subject, context),
};
