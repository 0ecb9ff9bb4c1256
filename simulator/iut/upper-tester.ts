import type { Millis } from '../core/time';
import type { Settings } from '../settings/settings';

/** What the client can be asked to do (design 3.3). */
export const operations = ['register', 'publish', 'refresh', 'retrieve', 'deregister'] as const;
export type Operation = (typeof operations)[number];

/** What came of a request to act. */
export type Outcome =
  | { readonly kind: 'done' }
  /**
   * The client said that it could not, ended, or could not be started; `reason` quotes its stderr. `isFinal`: asking for the operation
   * again is of no use, for instance because an operator said that the client does not have it.
   */
  | { readonly kind: 'failed'; readonly reason: string; readonly isFinal?: true }
  /** No answer within the time limit. */
  | { readonly kind: 'silent'; readonly reason: string }
  /** This adapter cannot confirm anything (`none`). */
  | { readonly kind: 'unconfirmed' };

/** What the client told its user (the MAY statements of 6.1.1.1 and 6.1.1.2). */
export type ClientIndication =
  | { readonly what: 'published' }
  | { readonly what: 'settings'; readonly settings: Partial<Settings> };

/** What every adapter is told about the run. */
export interface IutContext {
  /** `udp:127.0.0.1:5060`, where the client has to send its requests. */
  readonly server: string;
  readonly imAddress: string;
  readonly username?: string;
  readonly password?: string;
  /** A folder of the run's own, for the client to keep state in between operations. */
  readonly stateFolder: string;
  readonly onIndication: (indication: ClientIndication) => void;
  /** Other output of the client, a line each. */
  readonly onLog: (line: string) => void;
}

/** What makes the answer of the client's side needless. */
export type Settled =
  /**
   * The exchange that the operation calls for is over on the wire. `differs` says in words what the client sent otherwise than it was
   * told, such as `ISB active`; a person may have set it so.
   */
  | { readonly kind: 'seen'; readonly differs: readonly string[] }
  /** The run ends. */
  | { readonly kind: 'ended'; readonly reason: string };

/** Makes the client act: the upper tester of ISO/IEC 9646. */
export interface UpperTester {
  readonly kind: 'reference' | 'command' | 'process' | 'http' | 'manual' | 'none';
  /** The operations it can trigger. */
  readonly operations: readonly Operation[];
  /**
   * Whether the client can be told any values to publish, as often as wanted. A person is told the values of `perform`, but is not
   * made to set all 32 combinations.
   */
  readonly takesSettings: boolean;
  /** @throws HarnessError `usage` where this process cannot reach whoever makes the client act. */
  start(): Promise<void>;
  /**
   * Resolves within `limit` milliseconds, whatever the client does, and for `manual` within `limit` of the last time that the operator
   * asked for more time; never rejects for a fault of the client. `settled` is what the session knows: adapters that have nothing of
   * their own to wait for then end their wait at once.
   */
  perform(
    operation: Operation,
    settings: Settings | undefined,
    limit: Millis,
    settled?: Promise<Settled>,
  ): Promise<Outcome>;
  /** Ends every process that it started: SIGTERM, later SIGKILL, the whole process group. */
  stop(): Promise<void>;
  /** SIGKILL to every process group at once, for the moment in which this process ends. */
  killNow(): void;
}
