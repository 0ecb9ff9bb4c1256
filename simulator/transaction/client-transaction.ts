import type { Millis } from '../core/time';
import { type Timing, timerF, timerK } from './timers';

/**
 * The non-INVITE client transaction (RFC 3261 §17.1.2). The owner sends the request when it creates the transaction.
 *
 * | state               | input                | does                                | next       |
 * |---------------------|----------------------|-------------------------------------|------------|
 * | trying              | tick at E            | sends again, E = min(2*E, T2)       | trying     |
 * | proceeding          | tick at E            | sends again, E = T2                 | proceeding |
 * | trying, proceeding  | 1xx                  | reports it                          | proceeding |
 * | trying, proceeding  | 200 to 699           | reports it, starts K                | completed  |
 * | trying, proceeding  | tick at F            | reports the time-out                | terminated |
 * | trying, proceeding  | transport error      | reports it                          | terminated |
 * | completed           | a final again        | nothing                             | completed  |
 * | completed           | tick at K            | nothing                             | terminated |
 *
 * E does not run on a reliable transport, and K is zero there: a final response leads to `terminated` at once.
 */
export type ClientTransaction =
  | {
      readonly state: 'trying' | 'proceeding';
      /** When Timer E fires; never on a reliable transport. */
      readonly resendsAt: Millis;
      /** The interval of Timer E that is running. */
      readonly interval: Millis;
      /** When Timer F fires. */
      readonly failsAt: Millis;
    }
  | { readonly state: 'completed'; readonly endsAt: Millis }
  | { readonly state: 'terminated' };

type Waiting = Extract<ClientTransaction, { state: 'trying' | 'proceeding' }>;

export type ClientInput =
  | { readonly kind: 'response'; readonly status: number }
  | { readonly kind: 'transport-error' }
  | { readonly kind: 'tick' };

/** What the transaction tells its user. */
export type ClientReport = 'provisional' | 'final' | 'time-out' | 'transport-error';

export interface ClientStep {
  readonly next: ClientTransaction;
  /** Whether the request has to be sent once more. */
  readonly resend: boolean;
  readonly report?: ClientReport;
}

/** A transaction whose request leaves now: starts Timer F, and Timer E with T1 on an unreliable transport. */
export function newClientTransaction(now: Millis, timing: Timing): ClientTransaction {
  const interval = timing.timers.t1;
  const resendsAt = timing.reliable ? Number.POSITIVE_INFINITY : now + interval;
  return { state: 'trying', resendsAt, interval, failsAt: now + timerF(timing) };
}

/** When the transaction wants its next tick; `undefined` when it is over. */
export function clientEndsAt(tx: ClientTransaction): Millis | undefined {
  if (tx.state === 'terminated') return undefined;
  return tx.state === 'completed' ? tx.endsAt : Math.min(tx.resendsAt, tx.failsAt);
}

/** One move of the non-INVITE client transaction: state and input in, next state and orders out. */
export function stepClient(tx: ClientTransaction, input: ClientInput, now: Millis, timing: Timing): ClientStep {
  switch (tx.state) {
    case 'trying':
    case 'proceeding':
      return stepWaiting(tx, input, now, timing);
    case 'completed': {
      const isOver = input.kind === 'tick' && now >= tx.endsAt;
      return { next: isOver ? { state: 'terminated' } : tx, resend: false };
    }
    case 'terminated':
      return { next: tx, resend: false };
  }
}

function stepWaiting(tx: Waiting, input: ClientInput, now: Millis, timing: Timing): ClientStep {
  switch (input.kind) {
    case 'response':
      if (input.status < 200) return { next: { ...tx, state: 'proceeding' }, resend: false, report: 'provisional' };
      return { next: answered(now, timing), resend: false, report: 'final' };
    case 'transport-error':
      return { next: { state: 'terminated' }, resend: false, report: 'transport-error' };
    case 'tick':
      return wake(tx, now, timing);
  }
}

function answered(now: Millis, timing: Timing): ClientTransaction {
  const duration = timerK(timing);
  return duration === 0 ? { state: 'terminated' } : { state: 'completed', endsAt: now + duration };
}

function wake(tx: Waiting, now: Millis, { timers }: Timing): ClientStep {
  if (now >= tx.failsAt) return { next: { state: 'terminated' }, resend: false, report: 'time-out' };
  if (now < tx.resendsAt) return { next: tx, resend: false };
  const interval = tx.state === 'trying' ? Math.min(2 * tx.interval, timers.t2) : timers.t2;
  return { next: { ...tx, interval, resendsAt: now + interval }, resend: true };
}
