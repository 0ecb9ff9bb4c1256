import type { Address } from '../../core/address';
import { numberOf } from '../../core/text-number';
import { readContacts } from '../../sip/contact';
import { readCSeq } from '../../sip/cseq';
import { fieldsNamed, firstField, isRequest, type SipMessage } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { readVias, type Via } from '../../sip/via';
import { parseIp } from '../internet';
import type { ImAddresses } from './orientation-names';
import type { Direction } from './orientation-roles';

/**
 * What of a message tells whose it is. Texts that are only compared are kept as numbers (`numberOf`), and nothing holds on to the
 * message: hundreds wait at once, and what was read of one is many times as large as this.
 */
export interface Facts {
  readonly isRequest: boolean;
  /** Of a response: the method of the request that it answers, from CSeq. */
  readonly method: string;
  /** The method by which roles are told, in upper case: what CSeq says where the start line names none of `telling`. */
  readonly role: string;
  /** 0 of a request. */
  readonly status: number;
  readonly callId: number;
  /** -1 where it cannot be read. */
  readonly cseq: number;
  /** A number for Call-ID and CSeq. */
  readonly request: number;
  /** The transaction: the same for a request, its repeats and its responses (RFC 3261 §17.1.3, §17.2.3). */
  readonly transaction: number;
  /** All Via values from the top down, each the same on the way (RFC 3261 §18.2.1, RFC 3581 add to them); the top one is this hop. */
  readonly vias: readonly number[];
  /** The tags of From and To; `undefined` where there is none, and in a message of which nobody asks for them. */
  readonly fromTag: number | undefined;
  readonly toTag: number | undefined;
  /** IP addresses where the sender of a request wants to get requests. */
  readonly contacts: readonly Address[];
  /** What the IM Addresses that are judged say of a message of which the method says nothing. */
  readonly byAddress: Direction | undefined;
}

/** Methods that only one side sends, as a rule. */
const telling = new Set(['REGISTER', 'PUBLISH', 'SUBSCRIBE', 'NOTIFY']);

/** The start of a branch that is unique (RFC 3261 §8.1.1.7). */
const COOKIE = 'z9hG4bK';

const nowhere: readonly Address[] = [];

/** Reads the facts of a message; a field that cannot be read is as good as missing, for the checks say that. */
export function factsOf(message: SipMessage, imAddresses: ImAddresses): Facts {
  const cseqField = firstField(message, 'cseq');
  const read = cseqField === undefined ? undefined : readCSeq(cseqField);
  const { method: cseqMethod, number: cseq } = read?.ok ? read.value : { method: '', number: -1 };
  const isOne = isRequest(message);
  const method = isOne ? message.start.method : cseqMethod;
  const role = telling.has(method) ? method : roleOf(method, cseqMethod);
  const isTelling = telling.has(role);
  const callId = numberOf(firstField(message, 'call-id')?.value ?? '');
  const { vias, isUnique } = viasOf(message);
  const hasTags = !isUnique || (!isPublication(role) && (isOne || !isTelling));
  const fromTag = hasTags ? tagIn(message, 'from') : undefined;
  return {
    isRequest: isOne,
    method,
    role,
    status: isOne ? 0 : message.start.status,
    callId,
    cseq,
    request: numberOf(String(cseq), callId),
    transaction: isUnique
      ? numberOf(method, vias[0])
      : numberOf(`${method} ${vias[0] ?? ''} ${cseq} ${callId} ${fromTag ?? ''}`),
    vias,
    fromTag,
    toTag: hasTags ? tagIn(message, 'to') : undefined,
    contacts: isOne && isTelling && role !== 'PUBLISH' ? contactsIn(message) : nowhere,
    byAddress: isTelling || vias.length > 1 ? undefined : imAddresses.directionOf(message),
  };
}

/** REGISTER and PUBLISH, which begin no dialog. */
export function isPublication(role: string): boolean {
  return role === 'REGISTER' || role === 'PUBLISH';
}

/** A client whose method is wrong shall be told from a server all the same. */
function roleOf(method: string, cseqMethod: string): string {
  const upper = method.toUpperCase();
  return telling.has(upper) || !telling.has(cseqMethod.toUpperCase()) ? upper : cseqMethod.toUpperCase();
}

/** `isUnique`: the branch of the top one is. */
function viasOf(message: SipMessage): { readonly vias: readonly number[]; readonly isUnique: boolean } {
  const read = readVias(message);
  if (!read.ok) return { vias: rawVias(message), isUnique: false };
  const [top] = read.value;
  return { vias: read.value.map(viaNumber), isUnique: top !== undefined && hasUniqueBranch(top) };
}

function hasUniqueBranch({ branch }: Via): boolean {
  return branch?.startsWith(COOKIE) === true && branch.length > COOKIE.length;
}

function viaNumber({ branch = '', host, port }: Via): number {
  return numberOf(branch, numberOf(host.toLowerCase(), port ?? -1));
}

/** Via rows that break the grammar, cut at their commas; what a server adds on the way is left out. */
function rawVias(message: SipMessage): readonly number[] {
  return fieldsNamed(message, 'via').flatMap(({ value }) => value.split(',').map(rawVia));
}

function rawVia(via: string): number {
  return numberOf(via.replace(/;\s*(?:received|rport)\b[^;]*/gi, '').trim());
}

function tagIn(message: SipMessage, key: 'from' | 'to'): number | undefined {
  const field = firstField(message, key);
  if (field === undefined || !field.value.includes(';')) return undefined;
  const read = readNameAddr(field);
  return read.ok && read.value.tag !== undefined ? numberOf(read.value.tag) : undefined;
}

function contactsIn(message: SipMessage): readonly Address[] {
  const found: Address[] = [];
  for (const field of fieldsNamed(message, 'contact')) {
    const read = readContacts(field);
    if (!read.ok || read.value.star) continue;
    for (const { parsed } of read.value.contacts) {
      if (parsed.kind !== 'sip' && parsed.kind !== 'sips') continue;
      const host = parsed.host.replace(/^\[(.*)\]$/, '$1');
      if (parseIp(host) === undefined) continue;
      found.push({ host, port: parsed.port ?? (parsed.kind === 'sips' ? 5061 : 5060) });
    }
  }
  return found;
}
