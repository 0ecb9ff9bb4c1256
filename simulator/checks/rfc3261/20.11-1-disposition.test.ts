import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { added, failuresOf, outcomesOf } from '../row.fixture';
import { publishSubject, subscribeSubject } from '../trace.fixture';
import { disposition } from './20.11-1-disposition';

const as = (value: string) => publishSubject(added(['Content-Disposition', value]));

describe('RFC3261-20.11-1 Content-Disposition', () => {
  testEntry(disposition, 'does not keep a server from reading the settings', {
    violation: { seen: as('session'), at: 'session' },
    legal: {
      'no Content-Disposition (usual)': { seen: publishSubject() },
      'Content-Disposition: render;handling=required': { seen: as('render;handling=required') },
    },
    inapplicable: {
      'a PUBLISH without it': { seen: publishSubject() },
      'a PUBLISH without a body': { seen: publishSubject({ body: '', ...added(['Content-Disposition', 'session']) }) },
      'a SUBSCRIBE': { seen: subscribeSubject({ body: 'x', ...added(['Content-Disposition', 'session']) }) },
    },
  });

  for (const [value, at] of [
    ['Icon', 'Icon'],
    ['alert;handling=required', 'alert'],
    ['render;Handling=OPTIONAL', 'Handling=OPTIONAL'],
    ['by-reference;handling=optional', 'handling=optional'],
    ['x;handling=optional', 'handling=optional'],
    ['', ''],
    ['render, session', ', session'],
  ] as const) {
    it(`fails "${value}"`, () => assert.deepEqual(failuresOf(disposition, as(value)), [at]));
  }

  it('passes render in any letter case, and by-reference', () => {
    for (const value of ['RENDER', 'render;x=y', 'by-reference'])
      assert.deepEqual(outcomesOf(disposition, as(value)), ['pass']);
  });

  it('cannot decide what other types mean', () => assert.deepEqual(outcomesOf(disposition, as('x-own')), ['inconc']));
});
