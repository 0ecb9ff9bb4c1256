import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { bySeverity, countVerdicts, obligationOf, plural } from './counts';
import { resultOf } from './report.fixture';

describe('counts', () => {
  it('keep what has to be, should be and may be apart', () => {
    const levels = ['SHALL', 'SHALL NOT', 'MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY'] as const;
    assert.deepEqual(levels.map(obligationOf), ['SHALL', 'SHALL', 'SHALL', 'SHALL', 'SHOULD', 'SHOULD', 'MAY']);
  });

  it('name every verdict, also those that did not occur', () => {
    const results = [resultOf('6.1.1.1-1', 'pass'), resultOf('6.1.1.1-2', 'pass'), resultOf('6.1.1.1-3', 'none')];
    assert.deepEqual(countVerdicts(results), { pass: 2, fail: 0, inconc: 0, error: 0, none: 1, 'not-applicable': 0 });
  });

  it('sort the worst first and keep the order of equals', () => {
    const verdicts = ['pass', 'none', 'not-applicable', 'fail', 'inconc', 'error'] as const;
    const ids = ['6.1.1.1-1', '6.1.1.1-2', '6.1.1.1-3', '6.1.1.1-4', '6.1.1.1-5', '6.1.1.1-6'] as const;
    const results = ids.map((id, index) => resultOf(id, verdicts[index] ?? 'pass'));
    assert.deepEqual(
      bySeverity([...results, resultOf('6.1.1.1-8', 'fail')]).map(({ id }) => id.replace('6.1.1.1-', '')),
      ['6', '4', '8', '5', '2', '1', '3'],
    );
    assert.deepEqual([plural(0, 'frame'), plural(1, 'frame')], ['0 frames', '1 frame']);
  });
});
