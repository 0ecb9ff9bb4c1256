import { isIms, isSettingOrRefreshing, publishOnly } from '../applies';
import type { FormCheck } from '../check';
import { judgeIms } from '../common/ims';

/** 6.1.1.1-IMS: in an IMS the PUBLISH follows the UE procedures of TS 24.229 (clause 6.1.1.1, last paragraph). */
export const publishIms: FormCheck = {
  requirement: '6.1.1.1-IMS',
  kinds: publishOnly,
  appliesTo: (subject, context) => isIms(context) && isSettingOrRefreshing(subject),
  judge: judgeIms,
};
