import type { Millis } from '../core/time';
import { type Timing, timerJ } from './timers';

/**
 * The non-INVITE server transaction (RFC 3261 §17.2.2). `M` is a message as its owner sends it.
 *
 * | state               | input           | sends         | next       |
 * |---------------------|-----------------|---------------|------------|
 * | trying              | retransmission  | nothing       | trying     |
 * | trying, proceeding  | provisional     | it            | proceeding |
 * | proceeding          | retransmission  | last 1xx      | proceeding |
 * | trying, proceeding  | final           | it, starts J  | completed  |
 * | completed           | retransmission  | the final     | completed  |
 * | completed           | any response    | nothing       | completed  |
 * | completed           | tick after J    | nothing       | terminated |
 * | proceeding, completed | transport error | nothing     | terminated |
 *
 * J is zero on a reliable transport: the final response then leads to `terminated` at once.
 */
export type ServerTransaction<M> =
  | { readonly state: 'trying' }
  | { readonly state: 'proceeding'; readonly provisional: M }
  | { readonly state: 'completed'; readonly final: M; readonly endsAt: Millis }
  | { readonly state: 'terminated' };

export type ServerInput<M> =
  | { readonly kind: 'retransmission' }
  | { readonly kind: 'provisional'; readonly response: M }
  | { readonly kind: 'final'; readonly response: M }
  | { readonly kind: 'transport-error' }
  | { readonly kind: 'tick' };

export interface ServerStep<M> {
  readonly next: ServerTransaction<M>;
  readonly send: readonly M[];
}

/** Where every server transaction starts: the request has been handed to the role. */
export const newServerTransaction: { readonly state: 'trying' } = { state: 'trying' };

/** One move of the non-INVITE server transaction: state and input in, next state and messages out. */
export function stepServer<M>(
  tx: ServerTransaction<M>,
  input: ServerInput<M>,
  now: Millis,
  timing: Timing,
): ServerStep<M> {
  switch (tx.state) {
    case 'trying':
    case 'proceeding':
      return stepUnanswered(tx, input, now, timing);
    case 'completed':
      return stepCompleted(tx, input, now);
    case 'terminated':
      return { next: tx, send: [] };
  }
}

function stepUnanswered<M>(
  tx: Extract<ServerTransaction<M>, { state: 'trying' | 'proceeding' }>,
  input: ServerInput<M>,
  now: Millis,
  timing: Timing,
): ServerStep<M> {
  switch (input.kind) {
    case 'provisional':
      return { next: { state: 'proceeding', provisional: input.response }, send: [input.response] };
    case 'final':
      return { next: answered(input.response, now, timing), send: [input.response] };
    case 'retransmission':
      return { next: tx, send: tx.state === 'proceeding' ? [tx.provisional] : [] };
    case 'transport-error':
      return { next: tx.state === 'proceeding' ? { state: 'terminated' } : tx, send: [] };
    case 'tick':
      return { next: tx, send: [] };
  }
}

function answered<M>(final: M, now: Millis, timing: Timing): ServerTransaction<M> {
  const duration = timerJ(timing);
  return duration === 0 ? { state: 'terminated' } : { state: 'completed', final, endsAt: now + duration };
}

function stepCompleted<M>(
  tx: Extract<ServerTransaction<M>, { state: 'completed' }>,
  input: ServerInput<M>,
  now: Millis,
): ServerStep<M> {
  if (input.kind === 'retransmission') return { next: tx, send: [tx.final] };
  const isOver = input.kind === 'transport-error' || (input.kind === 'tick' && now >= tx.endsAt);
  return { next: isOver ? { state: 'terminated' } : tx, send: [] };
}
