import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { catalogue, type RequirementId, requirementOf } from './catalogue';
import { defaultRules } from './configuration';
import type { Requirement } from './requirement';
import { matchesPattern, rolledUpBy } from './roll-up';

/** How many of some values there are of each. */
function countsOf(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

const byId: readonly Requirement[] = catalogue;
const items = byId.filter(({ procedure }) => procedure !== undefined);

describe('the catalogue', () => {
  it('has 300 entries, each id once', () => {
    assert.equal(catalogue.length, 300);
    assert.equal(new Set(catalogue.map(({ id }) => id)).size, 300);
  });

  it('has all entries of each document', () => {
    const documents = catalogue.map(({ id }) => id.slice(0, id.lastIndexOf('-')).replace(/^((?:RFC|TS)\d+).*/, '$1'));
    assert.deepEqual(countsOf(documents), {
      '6.1.1.1': 14,
      '6.1.1.2': 8,
      RFC3261: 114,
      RFC3581: 3,
      RFC4320: 4,
      RFC5626: 3,
      RFC7118: 5,
      RFC7616: 7,
      RFC8760: 3,
      RFC3903: 31,
      RFC3265: 6,
      RFC6665: 32,
      RFC3841: 9,
      RFC3840: 2,
      RFC4354: 21,
      RFC3325: 4,
      RFC5876: 2,
      TS24229: 23,
      RFC3608: 2,
      RFC3327: 1,
      RFC3329: 4,
      RFC7315: 2,
    });
  });

  it('has the levels of the sources', () => {
    assert.deepEqual(countsOf(catalogue.map(({ level }) => level)), {
      SHALL: 42,
      'SHALL NOT': 1,
      MUST: 133,
      'MUST NOT': 38,
      SHOULD: 47,
      'SHOULD NOT': 19,
      MAY: 20,
    });
  });

  it('lets a breach yield what was decided', () => {
    assert.deepEqual(countsOf(catalogue.map(({ onBreach }) => onBreach)), { fail: 180, warn: 93, info: 27 });
  });

  it('classifies every entry: 144 by a check, 154 by a scenario, two not on the wire, with the reason', () => {
    assert.deepEqual(countsOf(byId.map(({ observability, verification }) => `${observability} ${verification.by}`)), {
      'passive check': 144,
      'active scenario': 154,
      'active indication': 2,
    });
    for (const { id, verification } of byId) {
      if (verification.by === 'indication' || verification.by === 'none') assert.match(verification.reason, /wire/, id);
    }
  });

  it('names document and place as the id does', () => {
    for (const { id, source, clause } of catalogue) {
      if (id.startsWith('6.1.1.')) continue;
      const [document = '', section = ''] = id.split('-');
      assert.equal(source.replace(/[ .]/g, ''), document, id);
      const chapter = new RegExp(`(^| )${Number.parseInt(section, 10)}([.;, ]|$)`);
      assert.match(clause, chapter, id);
    }
  });

  it('has a statement, a condition, an expectation and the messages of each entry', () => {
    for (const { id, statement, condition, expectation, appliesTo } of byId) {
      assert.match(statement, /^\S.*\.$/, id);
      assert.match(condition, /^\S.*\S$/, id);
      assert.match(expectation, /^[^\n]{3,130}[^.\s]$/, id);
      assert.ok(appliesTo.length > 0 && new Set(appliesTo).size === appliesTo.length, id);
    }
  });

  it('finds an entry by its id', () => {
    assert.equal(requirementOf('6.1.1.1-6').level, 'SHALL NOT');
    assert.equal(requirementOf('RFC3903-4.1-3').source, 'RFC 3903');
    assert.throws(() => requirementOf('6.1.1.1-9' as RequirementId), /6\.1\.1\.1-9/);
  });
});

describe('the items of the change request', () => {
  it('are 14 of the publish procedure and 8 of the retrieval procedure, in front', () => {
    assert.deepEqual(countsOf(items.map(({ procedure }) => procedure ?? '')), { publish: 14, retrieve: 8 });
    assert.deepEqual(byId.slice(0, 22), items);
  });

  it('stand in the clause and procedure of their id', () => {
    for (const { id, clause, procedure } of items) {
      const expected = procedure === 'publish' ? '6.1.1.1' : '6.1.1.2';
      assert.ok(id.startsWith(`${expected}-`), id);
      assert.ok(clause.startsWith(expected), id);
    }
  });

  it('fail for every SHALL, and only for them', () => {
    for (const { id, level, onBreach } of items) assert.equal(onBreach, level === 'MAY' ? 'info' : 'fail', id);
  });
});

describe('the roll-ups of the catalogue', () => {
  const rollUps = byId.flatMap(({ id, rollUp }) => (rollUp ?? []).map((part) => ({ id, ...part })));

  it('have patterns that name entries of the levels wanted', () => {
    assert.equal(rollUps.length, 26);
    for (const { id, pattern, levels } of rollUps) {
      const named = byId.filter((entry) => matchesPattern(entry.id, pattern));
      const wanted = named.filter(({ level }) => levels === undefined || levels.includes(level));
      assert.ok(wanted.length > 0, `${id}: ${pattern}`);
    }
  });

  it('take over RFC 6665 and the IMS entries only where they are in force', () => {
    const retrieval = requirementOf('6.1.1.2-1');
    const parts = (rfc6665: boolean) => rolledUpBy(retrieval, catalogue, { ims: false, rfc6665 }).map(({ id }) => id);
    assert.equal(defaultRules.events_rfc, 'rfc3265');
    assert.ok(!parts(false).includes('RFC6665-4.1.3-3'));
    assert.ok(parts(true).includes('RFC6665-4.1.3-3'));
    assert.ok(parts(false).includes('RFC3265-3.1.2-1'));
  });
});
