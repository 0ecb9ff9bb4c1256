import type { Server } from './address';
import type { Draft } from './draft';
import type { Hooks } from './hooks';
import type { CopyPlan } from './retransmission';
import type { Head } from './rows';
import type { Settings } from './settings';

/** What a fault may need to know to build something wrong that still looks plausible. */
export interface FaultContext {
  readonly server: Server;
  readonly imAddress: string;
  readonly operation: 'publish' | 'refresh' | 'retrieve';
}

/** One thing that the client does wrong on purpose, as data; everything that is not named here stays right. */
export interface Fault extends Partial<Readonly<Hooks>> {
  readonly name: string;
  /** The requirements that it breaks, and no other one; empty for behaviour that breaks none. */
  readonly requirement: string | readonly string[];
  /** What a tester has to make of it: the default verdict of the requirement, `inconc`, or `none` where all is legal. */
  readonly outcome: 'fail' | 'warn' | 'info' | 'inconc' | 'none';
  readonly description: string;
  /**
   * It shows only where the 200 to REGISTER carries a Service-Route; only over TCP; only for a tel IM Address; only in strict RFC
   * 3903 mode (`refresh_body: rfc3903`); only where a profile permits a removal (`expires_in_publish`); only where a profile has
   * subscriptions that last, which the change request forbids.
   */
  readonly needs?: 'ims' | 'tcp' | 'tel' | 'rfc3903' | 'removal' | 'long-lived';
  /** Changes every PUBLISH. */
  readonly publish?: (draft: Draft, context: FaultContext) => Draft;
  /** Changes every SUBSCRIBE. */
  readonly subscribe?: (draft: Draft, context: FaultContext) => Draft;
  /** Replaces the answer to a NOTIFY: this status, or no answer. */
  readonly notify?: number | 'no answer';
  /** Operations are not carried out; what is reported instead. */
  readonly idle?: 'done' | 'error';
  /** Tells the user that the settings are published, whatever the server answered. */
  readonly claimsSuccess?: true;
  /** Changes the values shown to the user. */
  readonly show?: (settings: Partial<Settings>) => Partial<Settings>;
  /** After `terminated;reason=timeout` it subscribes again at once, without end. */
  readonly resubscribes?: true;
  /** Sends copies of a request in another way. */
  readonly copies?: Partial<CopyPlan>;
  /** Takes responses that it has to drop. */
  readonly takes?: 'two vias' | 'foreign sent-by' | 'any branch' | 'any method';
  /** Does not hear such a response. */
  readonly deafTo?: (response: Head, transport: 'UDP' | 'TCP') => boolean;
  /** Sends an ACK when a final response comes once more. */
  readonly acknowledgesCopies?: true;
  /** Closes a connection on which CR LF comes before a message. */
  readonly closesOnLineEnds?: true;
  /** Sends CR LF as its ping, or none, or does not mind a missing pong. */
  readonly ping?: 'single' | 'never' | 'no watch';
  /** Takes a copy of a request for a new one. */
  readonly forgetsAnswers?: true;
  /** Sends a further request of that method while one is unanswered, after that many milliseconds. */
  readonly impatient?: { readonly method: string; readonly after: number; readonly inNewCall?: true };
  /** Sends CANCEL for a request that is unanswered after that many milliseconds. */
  readonly cancelsAfter?: number;
  /** Forgets at its start the entity-tags of the run before. */
  readonly forgetsTagsAtStart?: true;
  /** Publishes while REGISTER is unanswered, after that many milliseconds. */
  readonly publishesWhileRegistering?: number;
  /** Takes a 202 to SUBSCRIBE for a refusal. */
  readonly refuses202?: true;
  /** Sends that many further SUBSCRIBEs, one a second, when one was not answered. */
  readonly stormsAfterTimeout?: number;
  /** Refreshes a subscription with a lifetime in its dialog, rightly or in one of two wrong ways. */
  readonly longLived?: 'right' | 'plans from the 200' | 'stays in the dead dialog';
  /** What it publishes when it deregisters. */
  readonly removes?: (draft: Draft) => Draft;
  /** Turns against RFC 3608, RFC 3329 and TS 24.229, which only an IMS shows. */
  readonly ims?: readonly ImsFault[];
}

/** What can go wrong in an IMS. */
export type ImsFault =
  | 'keeps old Service-Route'
  | 'uses barred identity'
  | 'no reg subscription'
  | 'Security-Verify reordered'
  | 'sec-agree not in Proxy-Require'
  | 'ignores Security-Server of 494'
  | 'publishes unregistered';
