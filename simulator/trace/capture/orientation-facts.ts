import { readCSeq } from '../../sip/cseq';
import { fieldsNamed, firstField, isRequest, type SipMessage } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { readVias, type Via } from '../../sip/via';

/** What of a message tells whose it is. */
export interface Facts {
  readonly message: SipMessage;
  readonly isRequest: boolean;
  /** Of a response: the method of the request that it answers, from CSeq. */
  readonly method: string;
  /** The method by which roles are told, in upper case: what CSeq says where the start line names none of `telling`. */
  readonly role: string;
  /** 0 of a request. */
  readonly status: number;
  readonly callId: string;
  /** -1 where it cannot be read. */
  readonly cseq: number;
  /** A number for Call-ID and CSeq, so that a text need not be kept or compared; two that differ share one in four billion. */
  readonly request: number;
  /** The top Via as `viaKeys` has it: the hop that the message takes. */
  readonly top: string;
  readonly viaCount: number;
}

/** Methods that only one side sends, as a rule. */
const telling = new Set(['REGISTER', 'PUBLISH', 'SUBSCRIBE', 'NOTIFY']);

/** The start of a branch that is unique (RFC 3261 §8.1.1.7). */
const COOKIE = 'z9hG4bK';

/** Reads the facts of a message; a field that cannot be read is as good as missing, for the checks say that. */
export function factsOf(message: SipMessage): Facts {
  const cseqField = firstField(message, 'cseq');
  const cseq = cseqField === undefined ? undefined : readCSeq(cseqField);
  const vias = readVias(message);
  const keys = vias.ok ? undefined : rawKeys(message);
  const isOne = isRequest(message);
  const cseqMethod = cseq?.ok ? cseq.value.method : '';
  const method = isOne ? message.start.method : cseqMethod;
  const callId = firstField(message, 'call-id')?.value ?? '';
  const number = cseq?.ok ? cseq.value.number : -1;
  return {
    message,
    isRequest: isOne,
    method,
    role: telling.has(method) ? method : roleOf(method, cseqMethod),
    status: isOne ? 0 : message.start.status,
    callId,
    cseq: number,
    request: requestNumber(callId, number),
    top: vias.ok ? (vias.value[0] === undefined ? '' : keyOf(vias.value[0])) : (keys?.[0] ?? ''),
    viaCount: vias.ok ? vias.value.length : (keys?.length ?? 0),
  };
}

/** A client whose method is wrong shall be told from a server all the same. */
function roleOf(method: string, cseqMethod: string): string {
  const upper = method.toUpperCase();
  return telling.has(upper) || !telling.has(cseqMethod.toUpperCase()) ? upper : cseqMethod.toUpperCase();
}

/** All Via values from the top down, each as a text that stays the same on the way (RFC 3261 §18.2.1, RFC 3581 add to them). */
export function viaKeys({ message }: Facts): readonly string[] {
  const vias = readVias(message);
  return vias.ok ? vias.value.map(keyOf) : rawKeys(message);
}

/** The transaction of a message: the same for a request, its repeats and its responses (RFC 3261 §17.1.3, §17.2.3). */
export function transactionOf(facts: Facts): string {
  const { top, method, callId, cseq } = facts;
  return top.startsWith(COOKIE)
    ? `${top}\n${method}`
    : `${top}\n${method}\n${cseq}\n${callId}\n${tagIn(facts, 'from') ?? ''}`;
}

/** The tag of From or To. */
export function tagIn({ message }: Facts, key: 'from' | 'to'): string | undefined {
  const field = firstField(message, key);
  if (field === undefined || !field.value.includes(';')) return undefined;
  const read = readNameAddr(field);
  return read.ok ? read.value.tag : undefined;
}

function keyOf({ branch, host, port }: Via): string {
  const isUnique = branch?.startsWith(COOKIE) && branch.length > COOKIE.length;
  return isUnique
    ? `${branch} ${host.toLowerCase()}:${port ?? ''}`
    : `via ${branch ?? ''} ${host.toLowerCase()}:${port ?? ''}`;
}

/** Via rows that break the grammar, cut at their commas; what a server adds on the way is left out. */
function rawKeys(message: SipMessage): readonly string[] {
  return fieldsNamed(message, 'via').flatMap(({ value }) => value.split(',').map(rawKey));
}

function rawKey(via: string): string {
  const rest = via.replace(/;\s*(?:received|rport)\b[^;]*/gi, '').trim();
  return `via ${rest}`;
}

function requestNumber(callId: string, cseq: number): number {
  let value = cseq | 0;
  for (let index = 0; index < callId.length; index += 1)
    value = Math.imul(value ^ callId.charCodeAt(index), 0x0100_0193);
  return value >>> 0;
}
