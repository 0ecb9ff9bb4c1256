import { subscribeOnly } from '../applies';
import type { FormCheck } from '../check';
import { judgeRequestUri } from '../common/request-uri';

/** 6.1.1.2-2: the Request-URI of a SUBSCRIBE outside a dialog is the IM Address (clause 6.1.1.2 item 2). */
export const subscribeRequestUri: FormCheck = {
  requirement: '6.1.1.2-2',
  kinds: subscribeOnly,
  judge: judgeRequestUri,
};
