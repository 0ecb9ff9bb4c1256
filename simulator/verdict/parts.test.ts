import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { defaultRules } from '../requirements/configuration';
import type { RequirementId } from '../requirements/requirement';
import { Diagnostics } from './diagnostics';
import { outcomeFor, verdictOf } from './outcome';
import { overallOf } from './overall';
import { withParts } from './parts';
import type { RequirementVerdict } from './verdict';

describe('verdicts', () => {
  it('a breach yields what the entry says, a MAY never fails', () => {
    assert.deepEqual(
      [outcomeFor('6.1.1.1-6', 'fail', defaultRules), outcomeFor('6.1.1.1-MAY', 'fail', defaultRules)],
      ['fail', 'info'],
    );
    assert.equal(outcomeFor('6.1.1.1-MAY', 'warn', defaultRules), 'warn');
  });

  it('warn counts as fail in a strict run only, and never for a MAY', () => {
    assert.deepEqual([verdictOf('6.1.1.1-4', 'warn', false), verdictOf('6.1.1.1-4', 'warn', true)], ['pass', 'fail']);
    assert.equal(verdictOf('6.1.1.1-MAY', 'warn', true), 'pass');
    assert.deepEqual(
      ['pass', 'info', 'inconc', 'fail', 'error'].map((outcome) => verdictOf('6.1.1.1-4', outcome as 'pass', false)),
      ['pass', 'pass', 'inconc', 'fail', 'error'],
    );
  });

  it('an entry takes the worst of its own and those it rolls up; the inapplicable add nothing', () => {
    assert.equal(withParts('pass', ['pass', 'fail']), 'fail');
    assert.equal(withParts('pass', ['none', 'not-applicable']), 'pass');
    assert.equal(withParts('none', ['pass']), 'none');
    assert.equal(withParts('none', ['pass', 'fail']), 'fail');
    assert.equal(withParts('not-applicable', ['fail']), 'not-applicable');
  });

  it('the whole is the worst obligation; one never exercised makes it inconclusive', () => {
    const of = (verdicts: Partial<Record<RequirementId, RequirementVerdict>>) =>
      overallOf(Object.entries(verdicts).map(([id, verdict]) => ({ id: id as RequirementId, verdict })));
    assert.equal(of({ '6.1.1.1-1': 'pass', '6.1.1.1-MAY': 'none', '6.1.1.1-IMS': 'not-applicable' }), 'pass');
    assert.equal(of({ '6.1.1.1-1': 'pass', '6.1.1.1-2': 'none' }), 'inconc');
    assert.equal(of({ '6.1.1.1-1': 'fail', '6.1.1.1-2': 'none' }), 'fail');
  });

  it('diagnostics count when they are inconclusive or an error', () => {
    const passed = [{ id: '6.1.1.1-1', verdict: 'pass' }] as const;
    const whole = (outcome: 'info' | 'warn' | 'inconc' | 'error') => overallOf(passed, [{ outcome, message: 'x' }]);
    assert.deepEqual(
      [whole('info'), whole('warn'), whole('inconc'), whole('error')],
      ['pass', 'pass', 'inconc', 'error'],
    );
  });
});

describe('Diagnostics', () => {
  it('are bounded, and never lose the first error', () => {
    const diagnostics = new Diagnostics();
    for (let count = 0; count < 2_000; count += 1) diagnostics.add({ outcome: 'warn', message: `${count}` });
    diagnostics.add({ outcome: 'error', message: 'ours' });
    const all = diagnostics.all();
    assert.equal(all.length, 1_002);
    assert.equal(all.filter(({ outcome }) => outcome === 'error').length, 1);
    assert.match(all.at(-1)?.message ?? '', /^1000 more/);
  });
});
