import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListenerTransport } from '../core/address';
import type { Settings } from '../settings/settings';
import type { Judgement } from '../verdict/result';
import { type Iut, loadIut } from './iut';
import { randomIds, realClock } from './real-world';
import { TestSession } from './test-session';
import { upperTesterFor } from './upper-tester';

/** A client with known defects. */
export interface ProbeOptions {
  /** Faults of the reference client; none is the conforming client. */
  readonly faults?: readonly string[];
  readonly core?: 'ims' | 'non-ims';
  readonly transport?: ListenerTransport;
  /** What the client is told to publish, in this order. */
  readonly publications: readonly [Settings, ...Settings[]];
}

/** How long a client that stays silent is waited for; only faults that are silence take this long. */
const patience = 3;

/** A tenth of the usual timers, so that a NOTIFY that nobody answers is certain after 3.2 s. */
const quickTimers = { t1: 50, t2: 400, t4: 500 };

/**
 * Judges the reference client over the procedures of the change request, without features and reports: register, publish,
 * change, refresh, retrieve, deregister.
 */
export async function probe(options: ProbeOptions): Promise<Judgement> {
  const iut = probed(options);
  const stateFolder = mkdtempSync(join(tmpdir(), 'imconf-state-'));
  const { imAddress } = iut;
  try {
    const session = await TestSession.open({
      iut,
      clock: realClock,
      ids: randomIds,
      strict: false,
      upperTester: (server, onIndication) =>
        upperTesterFor(iut.control, {
          server,
          imAddress,
          stateFolder,
          onIndication,
          onLog: () => undefined,
        }),
    });
    await session.stimulate('register');
    for (const settings of options.publications) await session.stimulate('publish', settings);
    await session.stimulate('refresh');
    await session.stimulate('retrieve');
    return await session.close();
  } finally {
    rmSync(stateFolder, { recursive: true, force: true });
  }
}

function probed({ faults, core, transport }: ProbeOptions): Iut {
  const iut = loadIut({ faults, transport });
  return {
    ...iut,
    userActionTimeout: patience,
    timers: quickTimers,
    pics: { ...iut.pics, sip_ip_core: core ?? 'non-ims' },
  };
}
