import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, set } from '../row.fixture';
import { answerOf, otherSubject, publishSubject } from '../trace.fixture';
import { branch } from './8.1.1.7-2-branch';

const SENT = 'SIP/2.0/UDP 192.0.2.10';
const via = (value: string) => publishSubject(set(['Via', value]));

describe('RFC3261-8.1.1.7-2 the branch of the top Via', () => {
  testEntry(branch, 'starts with the cookie and goes on', {
    violation: { seen: via(`${SENT};branch=z9hG4bK`), at: `${SENT};branch=z9hG4bK` },
    legal: {
      "any token characters after the cookie, e.g. -.!%*_+`'~": { seen: via(`${SENT};branch=z9hG4bK-.!%*_+\`'~`) },
      'branch before or after other parameters': { seen: via(`${SENT};x=1;Branch=z9hG4bK1;rport`) },
    },
    inapplicable: {
      'a response': { seen: answerOf(set(['Via', SENT])) },
      'a Via with a control character': { seen: via(`${SENT};x="\u0001"`) },
      'a request without Via': { seen: publishSubject({ without: ['Via'] }) },
      'a Via that cannot be read for another reason': { seen: via('UDP 192.0.2.10') },
    },
  });

  for (const [value, at] of [
    [SENT, SENT],
    [`${SENT};branch`, `${SENT};branch`],
    [`${SENT};branch=`, 'branch='],
    [`${SENT};branch=1`, `${SENT};branch=1`],
    [`${SENT};branch=az9hG4bK1`, `${SENT};branch=az9hG4bK1`],
    [`${SENT};branch="z9hG4bK1"`, `${SENT};branch="z9hG4bK1"`],
    [`${SENT}, ${SENT};branch=z9hG4bK1`, SENT],
  ] as const) {
    it(`fails ${value}`, () => assert.deepEqual(failuresOf(branch, via(value)), [at]));
  }

  it('only warns of the cookie in another letter case', () => {
    assert.deepEqual(outcomesOf(branch, via(`${SENT};branch=Z9HG4BK77`)), ['warn']);
    assert.deepEqual(outcomesOf(branch, via(`${SENT};branch=Z9HG4BK`)), ['fail']);
  });

  it('looks at every request', () => {
    assert.deepEqual(outcomesOf(branch, otherSubject(set(['Via', SENT]))), ['fail']);
    assert.deepEqual(outcomesOf(branch, otherSubject()), ['pass']);
  });
});
