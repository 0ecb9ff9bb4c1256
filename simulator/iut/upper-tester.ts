import type { Millis } from '../core/time';
import type { Settings } from '../settings/settings';

/** What the client can be asked to do (design 3.3). */
export const operations = ['register', 'publish', 'refresh', 'retrieve', 'deregister'] as const;
export type Operation = (typeof operations)[number];

/** What came of a request to act. */
export type Outcome =
  | { readonly kind: 'done' }
  /** The client said that it could not, ended, or could not be started; `reason` quotes its stderr. */
  | { readonly kind: 'failed'; readonly reason: string }
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

/** Makes the client act: the upper tester of ISO/IEC 9646. */
export interface UpperTester {
  readonly kind: 'reference' | 'command' | 'process' | 'none';
  /** The operations it can trigger. */
  readonly operations: readonly Operation[];
  /** Whether the client can be told which values to publish. */
  readonly takesSettings: boolean;
  start(): Promise<void>;
  /** Resolves within `limit` milliseconds, whatever the client does; never rejects for a fault of the client. */
  perform(operation: Operation, settings: Settings | undefined, limit: Millis): Promise<Outcome>;
  /** Ends every process that it started: SIGTERM, later SIGKILL, the whole process group. */
  stop(): Promise<void>;
  /** SIGKILL to every process group at once, for the moment in which this process ends. */
  killNow(): void;
}
