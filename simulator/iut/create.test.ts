import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Control } from './control';
import { createUpperTester } from './create';
import { Told } from './iut.fixture';
import { operations } from './upper-tester';

describe('the adapter for a control section', () => {
  const controls: readonly Control[] = [
    { kind: 'reference', faults: [] },
    { kind: 'command', operations: { publish: ['x'] } },
    { kind: 'process', argv: ['x'] },
    { kind: 'http', base: 'http://127.0.0.1:1' },
    { kind: 'manual' },
    { kind: 'none' },
  ];
  for (const control of controls) {
    it(`is of its kind: ${control.kind}`, () => {
      const tester = createUpperTester(control, new Told(), ['reference-client']);
      assert.equal(tester.kind, control.kind);
      assert.equal(tester.takesSettings, control.kind !== 'none' && control.kind !== 'manual');
    });
  }

  it('for "none" confirms nothing and does nothing', async () => {
    const tester = createUpperTester({ kind: 'none' }, new Told(), []);
    await tester.start();
    assert.deepEqual(tester.operations, operations);
    assert.deepEqual(await tester.perform('publish', undefined, 1_000), { kind: 'unconfirmed' });
    tester.killNow();
    await tester.stop();
  });
});
