import { join } from 'node:path';
import { ClientHost } from '../iut/client-host';
import type { Control, ReferenceControl } from '../iut/control';
import { createUpperTester } from '../iut/create';
import type { IutContext, UpperTester } from '../iut/upper-tester';
import { packageRoot } from './package';

/**
 * The program behind `control: { kind: reference }`: this package's own client, in a process of its own; as a `host` the process
 * serves many.
 */
export function referenceArgv(
  { faults, terminal }: Pick<ReferenceControl, 'faults' | 'terminal'>,
  as: 'client' | 'host' = 'client',
): readonly string[] {
  const launcher = join(packageRoot, 'simulator', 'reference-client', 'launch.js');
  const compiled = __filename.endsWith('.js') ? ['--compiled'] : [];
  const host = as === 'host' ? ['--host'] : [];
  const kind = terminal === undefined ? [] : ['--terminal', terminal];
  return [process.execPath, launcher, ...compiled, ...host, ...kind, ...faults.flatMap((fault) => ['--fault', fault])];
}

/** One process for the bundled clients of all parallel test components; of other clients nobody knows whether they could share one. */
export function hostFor(control: Control, onLog: (line: string) => void): ClientHost | undefined {
  return control.kind === 'reference' ? new ClientHost(referenceArgv(control, 'host'), onLog) : undefined;
}

/** The adapter that the IUT file asks for; the bundled client in `host`, where there is one. */
export function upperTesterFor(
  control: Control,
  context: IutContext,
  host?: Pick<ClientHost, 'startClient'>,
): UpperTester {
  const argv = control.kind === 'reference' ? referenceArgv(control) : [];
  return createUpperTester(control, context, argv, host?.startClient);
}
