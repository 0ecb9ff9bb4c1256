import { fieldsNamed, type SipRequest, type SipResponse } from '../../sip/message';
import { readVias, type Via } from '../../sip/via';
import { cseqOf, methodOf } from '../transaction-key';
import type { Misfit } from './provoked-check';

/**
 * Why a response with the Call-ID and CSeq number of a request is none to it: the topmost Via has another branch or sent-by, CSeq has
 * another method (RFC 3261 §17.1.3, §18.1.2), or there are several Vias although the request had one (§8.1.3.3). `undefined` where it
 * fits, or where Via cannot be read.
 */
export function misfitOf(response: SipResponse, request: SipRequest): Misfit | undefined {
  if (isPlainlyFitting(response, request)) return undefined;
  const given = readVias(response);
  const sent = readVias(request);
  const [top, ...others] = given.ok ? given.value : [];
  const [own, ...behind] = sent.ok ? sent.value : [];
  if (top === undefined || own === undefined) return undefined;
  if (top.branch !== own.branch) return 'branch';
  if (sentBy(top) !== sentBy(own)) return 'sent-by';
  const method = cseqOf(response)?.method;
  if (method !== undefined && method !== request.start.method) return 'method';
  return others.length > behind.length ? 'several-vias' : undefined;
}

/** The usual case, which spares reading: one Via, copied as it is but for parameters that are added, and the method of the request. */
function isPlainlyFitting(response: SipResponse, request: SipRequest): boolean {
  const [given, ...others] = fieldsNamed(response, 'via');
  const [sent, ...behind] = fieldsNamed(request, 'via');
  if (given === undefined || sent === undefined || others.length + behind.length > 0) return false;
  if (!given.value.startsWith(sent.value) || given.value.includes(',')) return false;
  const added = given.value.slice(sent.value.length);
  if (!/^(?:$|;|=[^;]*(?:;|$))/.test(added) || /branch/i.test(added)) return false;
  if (added.startsWith('=') && !sent.value.endsWith(';rport')) return false;
  return methodOf(response) === request.start.method;
}

function sentBy({ host, port }: Via): string {
  return `${host.toLowerCase()}:${port ?? ''}`;
}
