import { PassThrough } from 'node:stream';
import type { Child, StartChild } from '../iut/child';
import type { ReferenceControl } from '../iut/control';
import type { Ending } from '../iut/ending';
import { faultsNamed } from '../reference-client/faults';
import { startProcess } from '../reference-client/process';

/** Starts the reference client in this process, in the place of one of its own: then both live by the clock of the test. */
export function inThisProcess({ faults, terminal }: Pick<ReferenceControl, 'faults' | 'terminal'>): StartChild {
  return (_argv, { env, onOutput }): Child => {
    const input = new PassThrough();
    const client = startProcess({
      faults: faultsNamed(faults),
      terminal,
      environment: env,
      input,
      emit: (event) => onOutput({ text: JSON.stringify(event), isCut: false }),
    });
    const ended = client.ended.then((): Ending => ({ kind: 'exited', status: 0, stderr: '' }));
    return {
      ended,
      write: async (line) => input.write(`${line}\n`),
      stop: async () => {
        client.stop();
        await ended;
      },
      killNow: () => undefined,
    };
  };
}
