import { join } from 'node:path';
import type { Control } from '../iut/control';
import { createUpperTester } from '../iut/create';
import type { IutContext, UpperTester } from '../iut/upper-tester';
import { packageRoot } from './package';

/** The program behind `control: { kind: reference }`: this package's own client, in a process of its own. */
export function referenceArgv(faults: readonly string[]): readonly string[] {
  const launcher = join(packageRoot, 'simulator', 'reference-client', 'launch.js');
  const compiled = __filename.endsWith('.js') ? ['--compiled'] : [];
  return [process.execPath, launcher, ...compiled, ...faults.flatMap((fault) => ['--fault', fault])];
}

/** The adapter that the IUT file asks for. */
export function upperTesterFor(control: Control, context: IutContext): UpperTester {
  const faults = control.kind === 'reference' ? control.faults : [];
  return createUpperTester(control, context, referenceArgv(faults));
}
