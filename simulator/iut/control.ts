import type { Operation } from './upper-tester';

/** Where the client's programs start; the folder of the IUT file unless it says otherwise, else that of this process. */
interface Place {
  readonly cwd?: string;
}

/** The bundled client in a process of its own. */
export interface ReferenceControl extends Place {
  readonly kind: 'reference';
  /** Requirements that it breaks on purpose, by the names of its faults. */
  readonly faults: readonly string[];
  /** What it is in an IMS core (TS 24.229); left out: no terminal of one. */
  readonly terminal?: 'ims' | 'ims-aka';
}

/** Programs of which several may run at the same time. */
interface Programs extends Place {
  /** So many clients at the same time, each with a server port and a state folder of its own; left out: found out. */
  readonly parallel?: number;
}

/** One process per operation. */
export interface CommandControl extends Programs {
  readonly kind: 'command';
  readonly operations: Partial<Record<Operation, readonly string[]>>;
}

/** One long-lived process that is told what to do in JSON lines. */
export interface ProcessControl extends Programs {
  readonly kind: 'process';
  readonly argv: readonly string[];
}

/** A program that takes requests to act over HTTP. */
export interface HttpControl extends Place {
  readonly kind: 'http';
  /** Where the operations are: `publish` is `POST BASE/publish`. */
  readonly base: string;
  /** Sent as `Authorization: Bearer`. */
  readonly token?: string;
  /** A file with certificates (PEM) that are trusted for https, instead of those of the system. */
  readonly ca?: string;
}

/** A person is asked in the terminal. */
export interface ManualControl extends Place {
  readonly kind: 'manual';
}

/** The client acts by itself. */
export interface NoneControl extends Place {
  readonly kind: 'none';
}

/** How the client is made to act: `control` of the IUT file (design 3.3). */
export type Control = ReferenceControl | CommandControl | ProcessControl | HttpControl | ManualControl | NoneControl;
