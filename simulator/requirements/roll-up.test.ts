import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Level, Requirement, RollUp } from './requirement';
import { matchesPattern, rolledUpBy } from './roll-up';

function entry(id: string, level: Level = 'MUST', rollUp: readonly RollUp[] = []): Requirement {
  return {
    id,
    source: 'invented',
    clause: '1',
    level,
    appliesTo: ['publish-initial'],
    condition: 'always',
    statement: 'an invented rule',
    expectation: 'nothing',
    observability: 'passive',
    verification: { by: 'check' },
    onBreach: 'fail',
    rollUp,
  };
}

const plain = { ims: false, rfc6665: false };
const ids = (entries: readonly Requirement[]) => entries.map(({ id }) => id);

describe('roll-up patterns', () => {
  const cases: readonly [string, string, boolean][] = [
    ['RFC3903-4.1-1', 'RFC3903-*', true],
    ['RFC3261-7-1', 'RFC3261-7*', true],
    ['RFC3261-7.3.1-2', 'RFC3261-7*', true],
    ['RFC3261-70-1', 'RFC3261-7*', false],
    ['RFC3261-17.1-1', 'RFC3261-7*', false],
    ['RFC3261-8.1.1.7-1', 'RFC3261-8.1.1*', true],
    ['RFC3261-8.1.11-1', 'RFC3261-8.1.1*', false],
    ['TS24229-5.1.2A.1.1-1', 'TS24229-5.1.2A*', true],
    ['TS24229-5.1.2-1', 'TS24229-5.1.2A*', false],
    ['RFC3903-4', 'RFC3903-4', true],
    ['RFC3903-4.1-1', 'RFC3903-4', false],
  ];
  for (const [id, pattern, expected] of cases) {
    it(`${pattern} ${expected ? 'covers' : 'leaves out'} ${id}`, () => {
      assert.equal(matchesPattern(id, pattern), expected);
    });
  }
});

describe('rolledUpBy', () => {
  it('takes entries of the listed levels only', () => {
    const top = entry('top', 'SHALL', [{ pattern: 'A-*', levels: ['MUST', 'MUST NOT'] }]);
    const all = [top, entry('A-1'), entry('A-2', 'SHOULD'), entry('A-3', 'MUST NOT'), entry('B-1')];
    assert.deepEqual(ids(rolledUpBy(top, all, plain)), ['A-1', 'A-3']);
  });

  it('takes every level where none is listed', () => {
    const top = entry('top', 'SHALL', [{ pattern: 'A-*' }]);
    assert.deepEqual(ids(rolledUpBy(top, [entry('A-1'), entry('A-2', 'SHOULD')], plain)), ['A-1', 'A-2']);
  });

  it('obeys its conditions', () => {
    const top = entry('top', 'SHALL', [
      { pattern: 'I-*', when: 'ims' },
      { pattern: 'E-*', when: 'rfc6665' },
    ]);
    const all = [entry('I-1'), entry('E-1')];
    assert.deepEqual(ids(rolledUpBy(top, all, plain)), []);
    assert.deepEqual(ids(rolledUpBy(top, all, { ims: true, rfc6665: false })), ['I-1']);
    assert.deepEqual(ids(rolledUpBy(top, all, { ims: false, rfc6665: true })), ['E-1']);
  });

  it('never takes the entry itself, nor one twice', () => {
    const top = entry('A-0', 'SHALL', [{ pattern: 'A-*' }, { pattern: 'A-1*' }]);
    assert.deepEqual(ids(rolledUpBy(top, [top, entry('A-1')], plain)), ['A-1']);
  });
});
