import type { SipRequest, SipResponse } from '../../sip/message';
import { readVias, type Via } from '../../sip/via';
import { cseqOf } from '../transaction-key';
import type { Misfit } from './provoked-check';

/**
 * Why a response with the Call-ID and CSeq number of a request is none to it: the topmost Via has another branch or sent-by, CSeq has
 * another method (RFC 3261 §17.1.3, §18.1.2), or there are several Vias although the request had one (§8.1.3.3). `undefined` where it
 * fits, or where Via cannot be read.
 */
export function misfitOf(response: SipResponse, request: SipRequest): Misfit | undefined {
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

function sentBy({ host, port }: Via): string {
  return `${host.toLowerCase()}:${port ?? ''}`;
}
