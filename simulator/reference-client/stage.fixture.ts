import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { parseServer } from './address';
import { ReferenceClient } from './client';
import { faultsNamed } from './faults';
import type { Indication, Operation, Outcome } from './order';
import { type Script, ScriptedPeer, type Seen } from './scripted-peer.fixture';

/** How a stage is set. */
export interface StageOptions {
  readonly script: Script;
  readonly faults?: readonly string[];
  readonly keepsAlive?: boolean;
  readonly transport?: 'udp' | 'tcp';
  readonly imAddress?: string;
  readonly stateFolder?: string;
}

/** A client and a peer on loopback, on a clock that the test moves. */
export class Stage {
  readonly indications: Indication[] = [];
  readonly peer: ScriptedPeer;
  readonly client: ReferenceClient;
  readonly #clock: SinonFakeTimers;
  readonly #options: StageOptions;

  private constructor(peer: ScriptedPeer, clock: SinonFakeTimers, options: StageOptions) {
    this.peer = peer;
    this.#clock = clock;
    this.#options = options;
    this.client = new ReferenceClient({
      faults: faultsNamed(options.faults ?? []),
      keepsAlive: options.keepsAlive ?? false,
      stateFolder: options.stateFolder,
      indicate: (indication) => this.indications.push(indication),
    });
  }

  static async open(options: StageOptions): Promise<Stage> {
    const clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    return new Stage(await ScriptedPeer.open(options.script), clock, options);
  }

  /** Starts an operation. */
  perform(operation: Operation, settings?: unknown): Promise<Outcome> {
    const { transport = 'udp', imAddress = 'sip:alice@example.com' } = this.#options;
    return this.client.perform({
      operation,
      server: parseServer(`${transport}:127.0.0.1:${this.peer.port}`),
      imAddress,
      account: { username: 'alice', password: 'secret' },
      ...(settings !== undefined && { settings }),
    });
  }

  /** Starts an operation and lets that much time pass. */
  async play(operation: Operation, milliseconds = 0, settings?: unknown): Promise<Outcome | undefined> {
    let outcome: Outcome | undefined;
    void this.perform(operation, settings).then((ended) => {
      outcome = ended;
    });
    await settle(this.#options.transport);
    await this.advance(milliseconds);
    return outcome;
  }

  /** Lets time pass in steps short enough for messages to go to and fro. */
  async advance(milliseconds: number, step = 250): Promise<void> {
    for (let left = milliseconds; left > 0; left -= step) {
      this.#clock.tick(Math.min(step, left));
      await settle(this.#options.transport);
    }
  }

  /** The requests of one method so far. */
  of(method: string): readonly Seen[] {
    return this.peer.of(method);
  }

  async close(): Promise<void> {
    await this.client.close();
    this.peer.close();
    this.#clock.restore();
  }
}

/** Lets what is under way on loopback arrive: some turns of the event loop, and over a connection at least 2 ms. */
async function settle(transport: 'udp' | 'tcp' = 'udp'): Promise<void> {
  const until = performance.now() + (transport === 'tcp' ? 2 : 0);
  for (let turn = 0; turn < 12 || performance.now() < until; turn += 1)
    await new Promise<void>((resolve) => setImmediate(resolve));
}
