import { type Draft, headerOf } from './draft';
import type { Fault } from './fault';
import type { Hooks, Refusal } from './hooks';
import type { Next } from './recovery';
import { newToken } from './token';

/** What a fault does; the rest says what it is called. */
export type Deed = Omit<Fault, 'name' | 'requirement' | 'outcome' | 'description'>;
type Ids = Fault['requirement'];

/** A fault whose entry fails. */
export function failing(name: string, requirement: Ids, description: string, deed: Deed): Fault {
  return { name, requirement, outcome: 'fail', description, ...deed };
}

/** A fault whose entry warns. */
export function warned(name: string, requirement: Ids, description: string, deed: Deed): Fault {
  return { name, requirement, outcome: 'warn', description, ...deed };
}

/** A fault that is only told of. */
export function told(name: string, requirement: Ids, description: string, deed: Deed): Fault {
  return { name, requirement, outcome: 'info', description, ...deed };
}

/** How a refused request is repeated. */
export interface Repeat {
  readonly when: (refusal: Refusal) => boolean;
  /** Pause before each repeat in milliseconds. */
  readonly after?: number;
  readonly times?: number;
  readonly change?: (draft: Draft) => Draft;
}

/**
 * Repeats a refused request, whatever the refusal says, and even where the server asked for silence. A REGISTER stays in its call,
 * others get one of their own, as new requests do.
 */
export function repeats({ when, after = 0, times = 1, change = (draft) => draft }: Repeat): Hooks['recover'] {
  return (right, refusal) => (when(refusal) && refusal.attempt <= times ? repeatOf(refusal, after, change) : right);
}

/** Gives up where it should not. */
export function givesUp(when: (refusal: Refusal) => boolean): Hooks['recover'] {
  return (right, refusal) => (when(refusal) ? undefined : right);
}

function repeatOf({ draft }: Refusal, after: number, change: (draft: Draft) => Draft): Next {
  const again =
    draft.method === 'REGISTER'
      ? { ...draft, cseq: draft.cseq + 1 }
      : { ...draft, cseq: 1, callId: newToken(), fromTag: newToken() };
  return { draft: change(again), after, despiteWait: true };
}

/** Whether one of those status codes came from the server. */
export function was(...statuses: readonly number[]): (refusal: Refusal) => boolean {
  return ({ answer }) => !answer.local && statuses.includes(answer.status);
}

/** Whether the request has an entity-tag. */
export function hasTag(draft: Draft): boolean {
  return headerOf(draft, 'SIP-If-Match') !== undefined;
}
