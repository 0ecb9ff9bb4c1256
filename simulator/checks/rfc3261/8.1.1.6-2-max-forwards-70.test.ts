import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, set } from '../row.fixture';
import { answerOf, context, publishSubject } from '../trace.fixture';
import { maxForwards70 } from './8.1.1.6-2-max-forwards-70';

const hops = (value: string, via: readonly (readonly [string, string])[] = []) =>
  publishSubject(set(['Max-Forwards', value], ...via));

describe('RFC3261-8.1.1.6-2 where Max-Forwards starts', () => {
  testEntry(maxForwards70, 'a client starts it at 70', {
    violation: { seen: hops('10'), at: '10' },
    legal: {
      'lower value when the deployment is known to be shallow (PICS)': {
        seen: hops('10'),
        context: context({ rules: { capture_point: 'behind-core' } }),
      },
    },
    inapplicable: {
      'a response': { seen: answerOf() },
      'a request without one': { seen: publishSubject({ without: ['Max-Forwards'] }) },
      'a value that is none': { seen: hops('300') },
    },
  });

  it('fails any other number, above 70 behind proxies as well', () => {
    for (const value of ['0', '69', '71', '255']) assert.deepEqual(failuresOf(maxForwards70, hops(value)), [value]);
    const behind = context({ rules: { capture_point: 'behind-core' } });
    assert.deepEqual(outcomesOf(maxForwards70, hops('71'), behind), ['fail']);
  });

  it('compares numbers', () => {
    for (const value of ['70', '0070']) assert.deepEqual(outcomesOf(maxForwards70, hops(value)), ['pass']);
  });

  it('says nothing of a lower value behind a proxy', () => {
    const one = 'SIP/2.0/UDP a.example.com;branch=z9hG4bK1';
    const two = 'SIP/2.0/UDP b.example.com;branch=z9hG4bK2';
    assert.deepEqual(outcomesOf(maxForwards70, hops('69', [['Via', `${one}, ${two}`]])), []);
    assert.deepEqual(
      outcomesOf(
        maxForwards70,
        hops('69', [
          ['Via', one],
          ['Via', two],
        ]),
      ),
      [],
    );
    assert.deepEqual(outcomesOf(maxForwards70, hops('70', [['Via', `${one}, ${two}`]])), ['pass']);
  });
});
