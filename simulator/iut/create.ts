import type { StartChild } from './child';
import { commandTester } from './command-tester';
import type { Control } from './control';
import { httpTester } from './http-tester';
import { manualTester } from './manual-tester';
import { noneTester } from './none-tester';
import { hostedTester, processTester, referenceTester } from './process-tester';
import type { IutContext, UpperTester } from './upper-tester';

/**
 * The adapter that `control` of the IUT file asks for.
 *
 * @param referenceArgv starts the bundled client, faults included
 * @param startHosted starts the bundled client in a process that it shares with others, in place of one of its own
 */
export function createUpperTester(
  control: Control,
  context: IutContext,
  referenceArgv: readonly string[],
  startHosted?: StartChild,
): UpperTester {
  switch (control.kind) {
    case 'reference':
      return startHosted === undefined
        ? referenceTester({ ...control, argv: referenceArgv }, context)
        : hostedTester({ ...control, argv: referenceArgv }, context, startHosted);
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
