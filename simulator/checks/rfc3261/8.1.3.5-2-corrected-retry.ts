import type { HeaderField } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { urisEqual } from '../../sip/uri-equality';
import type { Observation } from '../check';
import { callIdOf } from '../exchange';
import { fail, info, pass } from '../observe';
import { CORRECTION, correctionOf, isRefusedWith } from '../provoked/corrections';
import type { ClientTransaction, ProvokedCheck } from '../provoked/provoked-check';
import { quoted } from '../text';
import { cseqOf, tagOf } from '../transaction-key';

const statuses: ReadonlySet<number> = new Set([401, 407, 413, 415, 416, 420]);

/**
 * RFC3261-8.1.3.5-2: the corrected request keeps Call-ID, To and From, and its CSeq number is one more (RFC 3261 §8.1.3.5). A new From tag is
 * worth a remark. Of a REGISTER, Call-ID and CSeq belong to RFC3261-10.2-5 and -4; a branch that is used twice breaks
 * RFC3261-8.1.1.7-3; a To that is a SIP URI instead of a tel URI after 416 is no other To.
 */
export const correctedRetry: ProvokedCheck = {
  requirement: 'RFC3261-8.1.3.5-2',
  on: ['refused'],
  isProvokedBy: (cause) => isRefusedWith(cause, statuses),
  window: CORRECTION,
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'refused') return [];
    const retry = correctionOf(episode);
    if (retry === undefined) return isOver ? [] : undefined;
    const { tx } = retry;
    if (!episode.isDriven && isFurther(tx, cause.tx)) return [];
    if (tx.kind === 'register' && (!isSameCall(tx, cause.tx) || !isNext(tx, cause.tx))) return [];
    return [{ observation: judged(tx, cause.tx, cause.response.status), evidence: tx.event }];
  },
};

function isSameCall(one: ClientTransaction, other: ClientTransaction): boolean {
  return callIdOf(one.message) === callIdOf(other.message);
}

/** A request between the two may be missing in a capture. */
function isFurther(tx: ClientTransaction, refused: ClientTransaction): boolean {
  const number = cseqOf(tx.message)?.number ?? 0;
  return isSameCall(tx, refused) && number > (cseqOf(refused.message)?.number ?? number) + 1;
}

function isNext(tx: ClientTransaction, refused: ClientTransaction): boolean {
  const number = cseqOf(tx.message)?.number;
  const before = cseqOf(refused.message)?.number;
  return number === undefined || before === undefined || number === before + 1;
}

function judged(tx: ClientTransaction, refused: ClientTransaction, status: number): Observation {
  const { frame: otherFrame } = refused.event;
  const rest = `in the request that follows the ${status} to that of frame ${otherFrame}`;
  const differs = (what: string, key: string, expected: string | undefined) => {
    const field = fieldOf(tx, key);
    const details = { otherFrame, ...(expected !== undefined && { expected }), ...(field && { span: field.span }) };
    return fail(`${what} ${rest}`, details);
  };
  if (!isSameCall(tx, refused)) return differs('a new Call-ID', 'call-id', fieldOf(refused, 'call-id')?.value);
  if (!isNext(tx, refused)) {
    const number = (cseqOf(refused.message)?.number ?? 0) + 1;
    return differs(`CSeq ${quoted(fieldOf(tx, 'cseq')?.value ?? '')}`, 'cseq', `CSeq number ${number}`);
  }
  if (!isSameAddress(tx, refused, 'from')) return differs('another From', 'from', fieldOf(refused, 'from')?.value);
  if (status !== 416 && !isSameAddress(tx, refused, 'to'))
    return differs('another To', 'to', fieldOf(refused, 'to')?.value);
  if (tagOf(tx.message, 'from') === tagOf(refused.message, 'from'))
    return pass('Call-ID, To and From kept, CSeq raised by one');
  const field = fieldOf(tx, 'from');
  return info(`a new From tag ${rest}`, { otherFrame, ...(field && { span: field.span }) });
}

function fieldOf({ message }: ClientTransaction, key: string): HeaderField | undefined {
  return message.headers.find((field) => field.key === key);
}

/** The URI; what cannot be read is judged by the syntax. */
function isSameAddress(one: ClientTransaction, other: ClientTransaction, key: 'from' | 'to'): boolean {
  const [a, b] = [fieldOf(one, key), fieldOf(other, key)].map((field) => field && readNameAddr(field));
  if (!a?.ok || !b?.ok) return true;
  return a.value.uri === b.value.uri || urisEqual(a.value.uri, b.value.uri);
}
