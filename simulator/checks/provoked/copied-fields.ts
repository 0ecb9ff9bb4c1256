import type { Span } from '../../core/span';
import { firstField, type SipMessage } from '../../sip/message';
import { type NameAddr, readNameAddr } from '../../sip/name-addr';
import type { Params } from '../../sip/params';
import { urisEqual } from '../../sip/uri-equality';
import { readVias, type Via } from '../../sip/via';
import { callIdOf } from '../exchange';
import { cseqOf } from '../transaction-key';

/** What a response does not have from its request (RFC 3261 §8.2.6.2). */
export interface Miscopy {
  /** In words, such as `another Call-ID`. */
  readonly what: string;
  readonly span?: Span;
}

const same = undefined;
const names = { from: 'From', to: 'To', 'call-id': 'Call-ID', cseq: 'CSeq', via: 'Via' } as const;
type Copied = keyof typeof names;
const copied = Object.keys(names) as readonly Copied[];

/**
 * The first of From, To, Call-ID, CSeq and Via that a response has not copied from its request. Of From and To URI and From tag
 * count; the To tag is left to RFC3261-8.2.6.2-2. What cannot be read is a matter of the entry of its grammar.
 */
export function miscopyIn(response: SipMessage, request: SipMessage): Miscopy | undefined {
  for (const key of copied) {
    const field = firstField(response, key);
    if (field === undefined) {
      if (firstField(request, key) !== undefined) return { what: `no ${names[key]}` };
      continue;
    }
    if (key !== 'via' && field.value === firstField(request, key)?.value) continue;
    if (!isCopied(key, response, request)) return { what: `another ${names[key]}`, span: field.span };
  }
  return same;
}

function isCopied(key: Copied, response: SipMessage, request: SipMessage): boolean {
  switch (key) {
    case 'call-id':
      return callIdOf(response) === callIdOf(request);
    case 'cseq':
      return isSameCSeq(response, request);
    case 'from':
    case 'to':
      return isSameAddress(key, response, request);
    case 'via':
      return areSameVias(response, request);
  }
}

function isSameCSeq(response: SipMessage, request: SipMessage): boolean {
  const given = cseqOf(response);
  const sent = cseqOf(request);
  return given === undefined || sent === undefined || (given.number === sent.number && given.method === sent.method);
}

function isSameAddress(key: 'from' | 'to', response: SipMessage, request: SipMessage): boolean {
  const given = addressIn(response, key);
  const sent = addressIn(request, key);
  if (given === undefined || sent === undefined) return true;
  const isSameUri = given.uri === sent.uri || urisEqual(given.uri, sent.uri);
  return isSameUri && (key === 'to' || given.tag === sent.tag);
}

function addressIn(message: SipMessage, key: 'from' | 'to'): NameAddr | undefined {
  const field = firstField(message, key);
  const read = field === undefined ? undefined : readNameAddr(field);
  return read?.ok ? read.value : undefined;
}

/** All of them in their order, in however many rows; the client may have filled in `received` and `rport` of the topmost. */
function areSameVias(response: SipMessage, request: SipMessage): boolean {
  const given = readVias(response);
  const sent = readVias(request);
  if (!given.ok || !sent.ok) return true;
  if (given.value.length !== sent.value.length) return false;
  return given.value.every((via, index) => {
    const other = sent.value[index];
    return other !== undefined && isSameVia(via, other, index === 0);
  });
}

function isSameVia(one: Via, other: Via, isTop: boolean): boolean {
  return (
    one.transport.toLowerCase() === other.transport.toLowerCase() &&
    one.host.toLowerCase() === other.host.toLowerCase() &&
    one.port === other.port &&
    haveSameParams(one.params, other.params, isTop)
  );
}

function haveSameParams(one: Params, other: Params, isTop: boolean): boolean {
  const relevant = (params: Params) => params.filter(({ key }) => !isTop || (key !== 'received' && key !== 'rport'));
  const [left, right] = [relevant(one), relevant(other)];
  if (left.length !== right.length) return false;
  return left.every(({ key, value }) => right.some((param) => param.key === key && param.value === value));
}
