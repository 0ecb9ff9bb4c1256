import type { NoneControl } from './control';
import { type IutContext, operations, type UpperTester } from './upper-tester';

/** The client acts by itself, so nothing is started, told or confirmed: the run waits for its traffic. */
export function noneTester(_control: NoneControl, _context: IutContext): UpperTester {
  return {
    kind: 'none',
    operations,
    takesSettings: false,
    async start() {},
    perform: async () => ({ kind: 'unconfirmed' }),
    async stop() {},
    killNow() {},
  };
}
