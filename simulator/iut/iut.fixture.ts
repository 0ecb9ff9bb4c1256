import type { Settings } from '../settings/settings';
import type { Child, ChildOptions, StartChild } from './child';
import type { Ending } from './ending';
import type { ClientIndication, IutContext } from './upper-tester';

/** Values that differ, so that none can stand in for another unnoticed. */
export const someSettings: Settings = { isb: true, ipmb: false, vis: true, dms: false, chs: true };

/** A context that keeps what an adapter tells. */
export class Told implements IutContext {
  readonly server = 'udp:127.0.0.1:5070';
  readonly imAddress = 'sip:alice@example.com';
  /** Of this process: what carries it in its environment is ended with the run. */
  readonly stateFolder = `/nonexistent/state-${process.pid}`;
  readonly indications: ClientIndication[] = [];
  readonly log: string[] = [];
  /** Called with each line, for tests that wait for one. */
  hear: (line: string) => void = () => {};

  readonly onIndication = (indication: ClientIndication): void => {
    this.indications.push(indication);
  };

  readonly onLog = (line: string): void => {
    this.log.push(line);
    this.hear(line);
  };

  /** Resolves with the first line of the log that starts with `start`. */
  line(start: string): Promise<string> {
    const known = this.log.find((line) => line.startsWith(start));
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => {
      this.hear = (line) => {
        if (line.startsWith(start)) resolve(line);
      };
    });
  }
}

/** Stands in for processes: keeps what they are told, and says and ends as the test wants. */
export class Puppets {
  readonly started: Puppet[] = [];

  readonly start: StartChild = (argv, options) => {
    const puppet = new Puppet(argv, options);
    this.started.push(puppet);
    return puppet;
  };

  /** The process started last. */
  get last(): Puppet {
    const puppet = this.started.at(-1);
    if (puppet === undefined) throw new Error('no process was started');
    return puppet;
  }
}

/** A stand-in for a process. */
export class Puppet implements Child {
  readonly argv: readonly string[];
  readonly options: ChildOptions;
  readonly ended: Promise<Ending>;
  readonly input: string[] = [];
  hasInput = true;
  stops = 0;
  kills = 0;
  end: (ending: Ending) => void = () => {};

  constructor(argv: readonly string[], options: ChildOptions) {
    this.argv = argv;
    this.options = options;
    this.ended = new Promise((resolve) => {
      this.end = resolve;
    });
  }

  async write(line: string): Promise<boolean> {
    if (this.hasInput) this.input.push(line);
    return this.hasInput;
  }

  async stop(): Promise<void> {
    this.stops += 1;
  }

  killNow(): void {
    this.kills += 1;
  }

  /** The operations that it was told, in order. */
  get asked(): string[] {
    return this.input.map((line) => JSON.parse(line).op);
  }

  say(line: string | object, isCut = false): void {
    this.options.onOutput({ text: typeof line === 'string' ? line : JSON.stringify(line), isCut });
  }
}
