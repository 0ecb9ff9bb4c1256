import type { Millis } from '../../core/time';
import type { RequirementId } from '../../requirements/requirement';
import type { JudgeContext } from '../check';
import { fail, inconc, info, pass, warn } from '../observe';
import { type NotifyCase, notifyCase } from './notify-case';
import { hasSoundDocument } from './notify-document';
import type { ClientResponse, Episode, ProvokedCheck, Reaction, ServerTransaction } from './provoked-check';

/** Timer F of the server, 64*T1: an answer behind it is one to nothing (RFC 3261 §17.1.2.2). */
const TIMER_F: Millis = 32_000;
/** What was sent just before may arrive just behind. */
const SLACK: Millis = 1_000;
/** So long after a NOTIFY nobody answers it any more. */
export const UNANSWERED: Millis = TIMER_F + SLACK;

/** What a final response is for an entry; `undefined`: it decides nothing. */
type Rating = 'pass' | 'fail' | 'warn' | 'info' | undefined;

/** What an entry says of the answer to a NOTIFY that belongs to it. */
export interface NotifyRule {
  readonly requirement: RequirementId;
  readonly cases: readonly NotifyCase[];
  /** What the NOTIFY is, behind "the NOTIFY of frame N, which ". */
  readonly which: string;
  /** What would have been right. */
  readonly expected: string;
  /** What the final response is. */
  rate(answer: ClientResponse, tx: ServerTransaction, context: JudgeContext): Rating | Flaw;
  /** The breach that no answer is; `fail` when left out. */
  readonly silence?: 'fail' | 'warn' | 'ignored';
  /**
   * The server does what it must not: then only a NOTIFY that is wrong on purpose tells anything of the client, for a real server may be
   * wrong in more than one way.
   */
  readonly isServerWrong?: true;
}

/** A breach that the status alone does not show, such as a missing header field. */
export interface Flaw {
  readonly lacks: string;
}

/** A check of the answer to one sort of NOTIFY that is out of the ordinary. */
export function answersNotify(rule: NotifyRule): ProvokedCheck {
  const { requirement, cases } = rule;
  return {
    requirement,
    on: ['server-request'],
    isProvokedBy(cause, _, context) {
      return cause.kind === 'server-request' && cases.includes(notifyCase(cause.tx, context));
    },
    window: UNANSWERED,
    judge(episode) {
      const { cause, isOver } = episode;
      if (cause.kind !== 'server-request') return [];
      const { tx } = cause;
      if (rule.isServerWrong && !isOnPurpose(episode, tx)) return [];
      if (tx.final !== undefined) return rated(rule, tx, tx.final, episode);
      return isOver ? silent(rule, tx, episode) : undefined;
    },
  };
}

/** Whether the server is ours, and wrong on purpose where it is wrong. */
export function isOnPurpose({ isDriven }: Episode, { event }: ServerTransaction): boolean {
  return isDriven || event.provocation !== undefined;
}

/** 2xx passes, all else is the breach: for a NOTIFY that the client has to accept. */
export function acceptance({ status }: ClientResponse, tx: ServerTransaction, context: JudgeContext): Rating {
  if (isAccepted(status)) return 'pass';
  // A matter of RFC4320-4.2-1.
  if (status === 408) return undefined;
  // Who refuses a document that cannot be read is right.
  return hasSoundDocument(tx.message, context) ? 'fail' : undefined;
}

/** One of these passes, a 2xx is the breach, another refusal is worth knowing. */
export function refusal(...right: readonly number[]): NotifyRule['rate'] {
  return ({ status }) => {
    if (right.includes(status)) return 'pass';
    return isAccepted(status) ? 'fail' : 'info';
  };
}

/** Whether a status is a 2xx. */
export function isAccepted(status: number): boolean {
  return status >= 200 && status < 300;
}

/** What there is to say of a final response. */
export function rated(
  rule: NotifyRule,
  tx: ServerTransaction,
  answer: ClientResponse,
  of: Episode,
): readonly Reaction[] {
  const rating = rule.rate(answer, tx, of.context);
  if (rating === undefined) return [];
  const { frame } = tx.event;
  const { expected } = rule;
  const lack = typeof rating === 'string' ? '' : ` without ${rating.lacks}`;
  if (rating === 'pass')
    return [{ observation: pass(`${answer.status} to a NOTIFY that ${rule.which}`), evidence: answer.event }];
  const text = `${answer.status}${lack} to the NOTIFY of frame ${frame}, which ${rule.which}`;
  const details = {
    actual: `${answer.status}${lack}`,
    expected,
    span: answer.message.start.statusSpan,
    otherFrame: frame,
  };
  const outcome = typeof rating === 'string' ? rating : 'fail';
  // A client that wants credentials has not said yet what it makes of the NOTIFY.
  const isAsking = outcome === 'fail' && (answer.status === 401 || answer.status === 407);
  return [{ observation: isAsking ? inconc(text, details) : makers[outcome](text, details), evidence: answer.event }];
}

const makers = { fail, warn, info } as const;

/** No answer: of a trace that is not ours it may be missing in the trace only. */
function silent(
  { which, expected, silence = 'fail' }: NotifyRule,
  tx: ServerTransaction,
  of: Episode,
): readonly Reaction[] {
  if (silence === 'ignored' || !isOnPurpose(of, tx)) return [];
  const text = `no answer to the NOTIFY, which ${which}, within ${TIMER_F / 1_000} s`;
  const details = { expected, actual: 'no response' };
  if (of.wereDatagramsLost) return [{ observation: inconc(`${text} (datagrams were lost meanwhile)`, details) }];
  return [{ observation: makers[silence](text, details) }];
}
