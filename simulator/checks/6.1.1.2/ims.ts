import { anySubscribe, isIms } from '../applies';
import type { FormCheck } from '../check';
import { judgeIms } from '../common/ims';

/** 6.1.1.2-IMS: in an IMS the SUBSCRIBE follows the UE procedures of TS 24.229 (clause 6.1.1.2, last paragraph). */
export const subscribeIms: FormCheck = {
  requirement: '6.1.1.2-IMS',
  kinds: anySubscribe,
  appliesTo: (_, context) => isIms(context),
  judge: judgeIms,
};
