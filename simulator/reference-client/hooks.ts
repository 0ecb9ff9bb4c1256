import type { Address } from './address';
import type { Answer } from './answer';
import type { Credential, CredentialChoice } from './credential';
import type { Challenge } from './digest';
import type { Draft } from './draft';
import type { Operation } from './order';
import type { Next } from './recovery';
import type { Head } from './rows';
import type { Notice } from './subscription';
import type { About, Request, Verdict } from './verdict';

/** A request as it went out, and the final response to it. */
export interface Past {
  readonly draft: Draft;
  readonly answer: Answer;
}

/** Under what circumstances a request goes out. */
export interface Sending {
  /** 1 for the first transmission of an operation, more for a corrected or repeated one. */
  readonly attempt: number;
  /** The answer that made this attempt necessary. */
  readonly cause: Answer | undefined;
  /** What this client sent to the server before, oldest first. */
  readonly history: readonly Past[];
}

/** A final response that is not 2xx. */
export interface Refusal extends Sending {
  readonly draft: Draft;
  readonly answer: Answer;
}

/** What was published, and what the server said to it. */
export interface Published {
  readonly operation: 'publish' | 'refresh';
  readonly draft: Draft;
  readonly answer: Answer;
  /** The entity-tag remembered until now. */
  readonly before: string | undefined;
  readonly history: readonly Past[];
}

/** A further subscription that nobody asked for. */
export interface Resubscription {
  /** Pause before it, in milliseconds. */
  readonly after: number;
  /** It stays in the old call: the same Call-ID and From tag; with `inDialog` the To tag too. */
  readonly inOldCall?: boolean;
  readonly inDialog?: boolean;
}

/**
 * The decisions of the client that a fault may change: each takes the right decision and the circumstances, and gives back
 * the wrong one. Where it gives back what it got, the client is right.
 */
export interface Hooks {
  /** A request as it is about to go out, credentials included; only Via and Content-Length are still missing. */
  request(right: Draft, context: Sending): Draft;
  /** What is sent after a refusal or a failure; `undefined`: nothing. */
  recover(right: Next | undefined, context: Refusal): Next | undefined;
  /** The challenges that are answered, of those that came. */
  choose(right: readonly Challenge[], context: CredentialChoice): readonly Challenge[];
  /** One row of credentials. */
  credential(right: Credential, challenge: Challenge): Credential;
  /** The nonce that the server wants to see next. */
  nextNonce(right: string | undefined, context: { readonly head: Head }): string | undefined;
  /** The entity-tag that is remembered after a PUBLISH was answered, or timed out. */
  remember(right: string | undefined, context: Published): string | undefined;
  /** Milliseconds from the 2xx to the automatic renewal; `undefined`: none. */
  renew(
    right: number | undefined,
    context: { readonly operation: Operation; readonly seconds: number },
  ): number | undefined;
  /** A new subscription after the old one ended. */
  resubscribe(right: Resubscription | undefined, notice: Notice): Resubscription | undefined;
  /** The answer to a request. */
  verdict(right: Verdict, context: { readonly request: Request; readonly about: About }): Verdict;
  /** The text of a response. */
  response(right: string, context: { readonly request: Request }): string;
  /** Where a response goes over UDP. */
  responseAddress(right: Address, context: { readonly request: Request; readonly server: Address }): Address;
}

/** Applies the faults to a right decision, one after the other. */
export function bent<K extends keyof Hooks>(
  faults: readonly Partial<Hooks>[],
  hook: K,
  right: Parameters<Hooks[K]>[0],
  context: Parameters<Hooks[K]>[1],
): Parameters<Hooks[K]>[0] {
  let decision = right;
  for (const fault of faults) {
    const change = fault[hook] as
      | ((right: Parameters<Hooks[K]>[0], context: Parameters<Hooks[K]>[1]) => Parameters<Hooks[K]>[0])
      | undefined;
    if (change !== undefined) decision = change(decision, context);
  }
  return decision;
}
