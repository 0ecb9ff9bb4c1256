import { commandTester } from './command-tester';
import type { Control } from './control';
import { httpTester } from './http-tester';
import { manualTester } from './manual-tester';
import { noneTester } from './none-tester';
import { processTester, referenceTester } from './process-tester';
import type { IutContext, UpperTester } from './upper-tester';

/** The adapter that `control` of the IUT file asks for; `referenceArgv` starts the bundled client, faults included. */
export function createUpperTester(
  control: Control,
  context: IutContext,
  referenceArgv: readonly string[],
): UpperTester {
  switch (control.kind) {
    case 'reference':
      return referenceTester({ ...control, argv: referenceArgv }, context);
    case 'command':
      return commandTester(control, context);
    case 'process':
      return processTester(control, context);
    case 'http':
      return httpTester(control, context);
    case 'manual':
      return manualTester(control, context);
    case 'none':
      return noneTester(control, context);
  }
}
