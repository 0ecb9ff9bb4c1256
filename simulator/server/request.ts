import { type CSeq, readCSeq } from '../sip/cseq';
import { firstField, type HeaderField, type SipMessage, type SipRequest } from '../sip/message';
import { type NameAddr, readNameAddr } from '../sip/name-addr';
import { readVias, type Via } from '../sip/via';
import type { Arrival } from './packet';
import { type Head, type Reply, reply } from './reply';

/** A request that can be processed: the rows of §8.1.1 are there and mean something. */
export interface ServerRequest {
  readonly arrival: Arrival;
  readonly message: SipRequest;
  readonly head: Head;
  readonly via: Via;
  readonly from: NameAddr;
  readonly to: NameAddr;
  readonly callId: string;
  readonly cseq: CSeq;
}

export type RequestReading =
  | { readonly ok: true; readonly request: ServerRequest }
  /** Why it cannot be processed. */
  | { readonly ok: false; readonly head: Head; readonly refusal: Reply };

interface Rows {
  vias: HeaderField[];
  from?: HeaderField;
  to?: HeaderField;
  callId?: HeaderField;
  cseq?: HeaderField;
  /** A row of a name that may stand once stands again with another value. */
  conflict?: string;
}

/**
 * Reads the rows that every request needs. Max-Forwards and the From tag are not asked for: an endpoint can do without
 * them, and clients of RFC 2543 do not send them. Whether their absence is a breach is for the checks to say.
 */
export function readRequest(arrival: Arrival, message: SipRequest): RequestReading {
  const rows = collect(message);
  const vias = readVias(message);
  const topVia = vias.ok ? vias.value[0] : undefined;
  const head: Head = {
    vias: rows.vias,
    topVia,
    from: rows.from,
    to: rows.to,
    callId: rows.callId,
    cseq: rows.cseq,
  };
  const refuse = (problem: string): RequestReading => ({ ok: false, head, refusal: reply(400, problem) });

  if (rows.conflict !== undefined) return refuse(`Several ${rows.conflict} Header Fields`);
  if (topVia === undefined) return refuse('Unreadable Via');
  if (rows.from === undefined) return refuse('Missing From');
  if (rows.to === undefined) return refuse('Missing To');
  if (rows.callId === undefined || rows.callId.value === '') return refuse('Missing Call-ID');
  if (rows.cseq === undefined) return refuse('Missing CSeq');
  const from = readNameAddr(rows.from);
  if (!from.ok) return refuse('Unreadable From');
  const to = readNameAddr(rows.to);
  if (!to.ok) return refuse('Unreadable To');
  const cseq = readCSeq(rows.cseq);
  if (!cseq.ok) return refuse('Unreadable CSeq');
  return {
    ok: true,
    request: {
      arrival,
      message,
      head,
      via: topVia,
      from: from.value,
      to: to.value,
      callId: rows.callId.value,
      cseq: cseq.value,
    },
  };
}

function collect(message: SipRequest): Rows {
  const rows: Rows = { vias: [] };
  for (const field of message.headers) {
    switch (field.key) {
      case 'via':
        rows.vias.push(field);
        break;
      case 'from':
        rows.from = only(rows, rows.from, field, 'From');
        break;
      case 'to':
        rows.to = only(rows, rows.to, field, 'To');
        break;
      case 'call-id':
        rows.callId = only(rows, rows.callId, field, 'Call-ID');
        break;
      case 'cseq':
        rows.cseq = only(rows, rows.cseq, field, 'CSeq');
        break;
    }
  }
  return rows;
}

/** The first of the rows; a second one that says the same does no harm. */
function only(rows: Rows, first: HeaderField | undefined, field: HeaderField, name: string): HeaderField {
  if (first === undefined) return field;
  if (first.value !== field.value) rows.conflict ??= name;
  return first;
}

/**
 * Refuses a request whose rows can be read and that is unusable all the same: another SIP version (RFC 3261 §21.5.6), a method
 * that differs from that of CSeq (§8.1.1.5), a body of unknown length (§18.3).
 */
export function refuseMessage({ message, cseq }: ServerRequest): Reply | undefined {
  const { method, version } = message.start;
  if (!/^SIP\/2\.0$/i.test(version)) {
    const isOther = /^SIP\/\d+\.\d+$/i.test(version);
    return isOther ? reply(505, 'Version Not Supported') : reply(400, 'Unreadable SIP-Version');
  }
  if (cseq.method !== method) return reply(400, 'CSeq Method Differs From Request Method');
  if (onlyField(message, 'content-length') === 'conflict') return reply(400, 'Several Content-Length Header Fields');
  // The parser has compared Content-Length with what arrived.
  const isUnframed = message.defects.some(({ rule }) => rule === 'Content-Length' || rule === 'RFC 3261 §18.3');
  return isUnframed ? reply(400, 'Content-Length Does Not Fit The Message') : undefined;
}

/** The method of CSeq; `undefined` when it cannot be read. */
export function readCSeqMethod(message: SipMessage): string | undefined {
  const field = firstField(message, 'cseq');
  const cseq = field && readCSeq(field);
  return cseq?.ok ? cseq.value.method : undefined;
}

/** The elements of a comma list of tokens over all its rows, such as Require. */
export function tokensOf(message: SipRequest, key: string): readonly string[] {
  if (firstField(message, key) === undefined) return [];
  return message.headers
    .filter((field) => field.key === key)
    .flatMap((field) => field.value.split(','))
    .map((token) => token.trim())
    .filter((token) => token !== '');
}

/** The one row of a name, or `conflict` when there are several that differ. */
export function onlyField(message: SipRequest, key: string): HeaderField | 'conflict' | undefined {
  const first = firstField(message, key);
  if (first === undefined) return undefined;
  const differs = message.headers.some((field) => field.key === key && field.value !== first.value);
  return differs ? 'conflict' : first;
}
