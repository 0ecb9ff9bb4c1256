import { overlapCheck } from '../provoked/overlap';
import { isOneRegistrar, isSameCall } from '../rfc3261/10.2-6-one-registration-at-a-time';

/**
 * TS24229-5.1.1.2-9: a new registration starts only after the one before was answered or timed out (TS 24.229 clause 5.1.1.2.1). Two
 * REGISTERs with one Call-ID, of which the later is no new registration, are the matter of RFC3261-10.2-6.
 */
export const oneInitialRegistrationAtATime = overlapCheck({
  requirement: 'TS24229-5.1.1.2-9',
  method: 'REGISTER',
  isOne: (one, other) => isOneRegistrar(one, other) && !isSameCall(one, other),
});
