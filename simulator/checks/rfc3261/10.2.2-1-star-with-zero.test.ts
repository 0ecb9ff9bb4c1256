import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { registerSubject } from '../trace.fixture';
import { starWithZero } from './10.2.2-1-star-with-zero';

const star = (expires: string, more: readonly (readonly [string, string])[] = []) =>
  registerSubject({ set: [row('Contact', '*'), row('Expires', expires)], add: more });

testEntry(starWithZero, 'Contact: * stands with Expires: 0 only', {
  violation: { seen: star('3600'), at: 'Expires: 3600' },
  legal: {
    'removal by ;expires=0 on the own contact': {
      seen: registerSubject({ set: [row('Contact', '<sip:alice@192.0.2.10>;expires=0')] }),
    },
  },
  inapplicable: {
    'a REGISTER with a Contact': { seen: registerSubject() },
    'a lifetime that is no number': { seen: star('never') },
  },
});

describe('RFC3261-10.2.2-1 Contact: *', () => {
  it('passes with 0, however written', () => {
    assert.deepEqual(outcomesOf(starWithZero, star('0')), ['pass']);
    assert.deepEqual(outcomesOf(starWithZero, star('000')), ['pass']);
    const compact = registerSubject({ without: ['Contact'], set: [row('Expires', '0')], add: [row('m', '*')] });
    assert.deepEqual(outcomesOf(starWithZero, compact), ['pass']);
  });

  it('fails without Expires, and beside another value', () => {
    const alone = registerSubject({ set: [row('Contact', '*')], without: ['Expires'] });
    assert.deepEqual(failuresOf(starWithZero, alone), ['Contact: *']);
    const other = star('0', [row('Contact', '<sip:alice@192.0.2.10>')]);
    assert.deepEqual(failuresOf(starWithZero, other), ['<sip:alice@192.0.2.10>']);
  });
});
