import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { corrected } from '../provoked/corrections.fixture';
import { outcomesIn, testProvoked } from '../provoked/scene.fixture';
import { correctedRetry } from './8.1.3.5-2-corrected-retry';

const from = ['From', '<sip:alice@example.com>;tag=4fa3c2d19b'] as const;
const kept = [['Call-ID', 'one@192.0.2.10'], ['CSeq', '8 PUBLISH'], from] as const;
const first = { set: [['Call-ID', 'one@192.0.2.10'], ['CSeq', '7 PUBLISH'], from] as const };

function changed(name: string, value: string) {
  return {
    play: corrected({ status: 401, first, next: { set: [...kept.filter(([key]) => key !== name), [name, value]] } }),
  };
}

testProvoked(correctedRetry, 'the corrected request keeps Call-ID, To and From', {
  violation: { at: 'Call-ID: two@192.0.2.10', ...changed('Call-ID', 'two@192.0.2.10') },
  violations: {
    'the same CSeq number': changed('CSeq', '7 PUBLISH'),
    'CSeq raised by two': changed('CSeq', '9 PUBLISH'),
    'another From': changed('From', '<sip:bob@example.com>;tag=4fa3c2d19b'),
    'another To': changed('To', '<sip:bob@example.com>'),
    'in a capture': {
      play: corrected({ status: 415, first, next: { set: [['Call-ID', 'two@192.0.2.10']] }, isDriven: false }),
    },
  },
  legal: {
    'From tag kept or (tolerated, info) renewed': changed('From', '<sip:alice@example.com>;tag=another77'),
  },
  passes: {
    'all kept': { play: corrected({ status: 407, first, next: { set: kept } }) },
    'a SIP URI in To after 416': {
      play: corrected({
        status: 416,
        first: { set: [...first.set, ['To', '<tel:+12015550123>']] },
        next: { set: [...kept, ['To', '<sip:+12015550123@example.com;user=phone>']] },
      }),
    },
    'a REGISTER': {
      play: corrected({
        status: 401,
        by: 'registers',
        first: { set: [['Call-ID', 'r@192.0.2.10'], ['CSeq', '7 REGISTER'], from] },
        next: { set: [['Call-ID', 'r@192.0.2.10'], ['CSeq', '8 REGISTER'], from] },
      }),
    },
  },
  undecided: {
    'no retry': { play: corrected({ status: 401, first }) },
    'another Call-ID of a REGISTER, which is the business of RFC3261-10.2-5': {
      play: corrected({ status: 401, by: 'registers', first, next: { set: [['Call-ID', 'two@192.0.2.10']] } }),
    },
    'a new request after a refusal that cannot be mended': {
      play: corrected({ status: 400, first, next: { set: [['Call-ID', 'two@192.0.2.10']] } }),
    },
    'a later request in a capture': {
      play: corrected({ status: 401, first, next: {}, isDriven: false, after: 2_000 }),
    },
  },
});

it('RFC3261-8.1.3.5-2 remarks a new From tag', () => {
  assert.deepEqual(outcomesIn(correctedRetry, changed('From', '<sip:alice@example.com>;tag=another77')), ['info']);
});
