import { faultsNamed } from './faults';
import { startProcess } from './process';

/**
 * The reference client as a process of its own: JSON lines on stdin and stdout, settings from the environment (design
 * 3.3). Ends when stdin closes and what was asked for is done, or on SIGTERM; nothing is deregistered then.
 * @throws Error when a fault is unknown or the state folder is not usable.
 */
export async function runProcess(options: { readonly faults: readonly string[] }): Promise<void> {
  const client = startProcess({
    faults: faultsNamed(options.faults),
    environment: process.env,
    input: process.stdin,
    emit: (event) => void process.stdout.write(`${JSON.stringify(event)}\n`),
  });
  process.once('SIGTERM', () => client.stop());
  // Nobody reads any more: whoever started this client is gone.
  process.stdout.on('error', () => client.stop());
  await client.ended;
  process.stdin.destroy();
}
