import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { onBreachOf } from './breach';
import { catalogue, type RequirementId, requirementOf } from './catalogue';
import { defaultRules, type Rules } from './configuration';

const breachOf = (id: RequirementId, rules: Partial<Rules> = {}) =>
  onBreachOf(requirementOf(id), { ...defaultRules, ...rules });

describe('onBreachOf', () => {
  it('is what the catalogue says, with the default rules', () => {
    for (const entry of catalogue) assert.equal(onBreachOf(entry, defaultRules), entry.onBreach, entry.id);
  });

  it('follows the rules that choose for a Contact and for a shared Call-ID (D-09, D-10)', () => {
    assert.equal(breachOf('RFC3903-4-3', { contact_in_publish: 'warn' }), 'warn');
    assert.equal(breachOf('RFC3903-4-3', { contact_in_publish: 'ignore' }), 'info');
    assert.equal(breachOf('RFC3261-8.1.1.4-1', { callid_reuse_across_publications: 'fail' }), 'fail');
    assert.equal(breachOf('RFC3261-8.1.1.4-1', { callid_reuse_across_publications: 'info' }), 'info');
    assert.equal(breachOf('RFC3261-8.1.1.4-2', { callid_reuse_across_publications: 'info' }), 'fail');
  });

  it('follows the normative word where that is chosen (D-15)', () => {
    const rules = { breach_verdict: 'level' } as const;
    assert.equal(breachOf('RFC3261-19.3-1', rules), 'fail');
    assert.equal(breachOf('RFC3261-8.1.3.5-1', rules), 'warn');
    assert.equal(breachOf('RFC3261-20.11-1', rules), 'info');
    assert.equal(breachOf('6.1.1.1-6', rules), 'fail');
  });
});
