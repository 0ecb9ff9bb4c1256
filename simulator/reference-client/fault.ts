import type { Server } from './address';
import type { Draft } from './draft';
import type { Settings } from './settings';

/** What a fault may need to know to build something wrong that still looks plausible. */
export interface FaultContext {
  readonly server: Server;
  readonly imAddress: string;
  readonly operation: 'publish' | 'refresh' | 'retrieve';
}

/** One thing that the client does wrong on purpose, as data; everything that is not named here stays right. */
export interface Fault {
  readonly name: string;
  /** The requirements that it breaks, and no other one; empty for behaviour that breaks none. */
  readonly requirement: string | readonly string[];
  /** What a tester has to make of it: `fail`, or `warn` for the MAY statements, or `inconc`. */
  readonly outcome: 'fail' | 'warn' | 'inconc';
  readonly description: string;
  /** It shows only where the 200 to REGISTER carries a Service-Route. */
  readonly needs?: 'ims';
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
}
