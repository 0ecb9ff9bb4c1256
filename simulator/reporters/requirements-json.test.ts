import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catalogue } from '../requirements/catalogue';
import { detailsOf } from '../requirements/details/details-of';
import { requirementsJson } from './requirements-json';

const proofs = { checks: ['a.ts'], scenarios: [], faults: ['b'] };
const text = requirementsJson(catalogue.map((entry) => ({ entry, details: detailsOf(entry.id), proofs })));
const { schemaVersion, requirements } = JSON.parse(text);

describe('the catalogue as JSON', () => {
  it('has its version and every entry', () => {
    assert.equal(schemaVersion, '1.0');
    assert.deepEqual(
      requirements.map(({ id }: { id: string }) => id),
      catalogue.map(({ id }) => id),
    );
  });

  it('has the same keys first in every entry', () => {
    const first = ['id', 'source', 'clause', 'level', 'appliesTo', 'condition'];
    for (const entry of requirements) {
      assert.deepEqual(Object.keys(entry).slice(0, 6), first);
      for (const key of ['statement', 'expectation', 'verification', 'observability', 'onBreach', 'decisions']) {
        assert.ok(key in entry, `${entry.id}: ${key}`);
      }
    }
  });

  it('tells details and proofs of an entry', () => {
    const entry = requirements.find(({ id }: { id: string }) => id === 'RFC3903-4-3');
    assert.deepEqual(entry.decisions, ['D-09']);
    assert.deepEqual(entry.verification, { by: 'check' });
    assert.equal(entry.exampleViolation, 'Contact: <sip:alice@192.0.2.10>');
    assert.deepEqual(entry.provenBy, proofs);
  });
});
