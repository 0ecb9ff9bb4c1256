import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, replaced, truncatedSubject } from '../row.fixture';
import { answerOf, otherSubject, publishSubject, subscribeSubject } from '../trace.fixture';
import { requestLine } from './7.1-1-request-line';
import { bareRequestUri } from './7.1-2-request-uri';

const line = (text: string) => publishSubject(replaced(/^.*(?=\r\n)/, text));

describe('RFC3261-7.1-1 the request line', () => {
  testEntry(requestLine, 'method, Request-URI and version with one space each', {
    violation: { seen: subscribeSubject(replaced('SUBSCRIBE sip', 'SUBSCRIBE  sip')), at: '  ' },
    legal: {
      'any method token': { seen: otherSubject({ method: "X!%*_+`'~-.9" }) },
      'tel: or other absolute URI as Request-URI': { seen: publishSubject({ requestUri: 'tel:+12015550123' }) },
    },
    inapplicable: { 'a response': { seen: answerOf() } },
  });

  const wrong: readonly [string, string][] = [
    ['PUBLISH sip:alice@example.com  SIP/2.0', '  '],
    ['PUBLISH sip:alice@example.com SIP/2.0 ', ' '],
    ['PUBLISH\tsip:alice@example.com SIP/2.0', '\t'],
    ['PUBLISH sip:alice@example.com sip/2.0', 'sip/2.0'],
    ['PUBLISH sip:alice@example.com SIP/7.0', 'SIP/7.0'],
    ['PUBLISH sip:alice@example.com', ''],
    ['PUBLISH SIP/2.0', ' '],
    ['PUB(LISH sip:alice@example.com SIP/2.0', 'PUB(LISH'],
    [' PUBLISH sip:alice@example.com SIP/2.0', ' '],
  ];
  for (const [text, at] of wrong) {
    it(`fails ${JSON.stringify(text)} and points at the place, which RFC3261-7.1-2 leaves out`, () => {
      assert.deepEqual(failuresOf(requestLine, line(text)), [at]);
      assert.ok(!outcomesOf(bareRequestUri, line(text)).includes('fail'));
    });
  }

  it('leaves white space inside the Request-URI to RFC3261-7.1-2', () => {
    assert.deepEqual(outcomesOf(requestLine, line('PUBLISH sip:al ice@example.com SIP/2.0')), ['pass']);
  });

  it('says nothing of a message that was cut off in its header part', () => {
    assert.deepEqual(outcomesOf(requestLine, truncatedSubject('Max-Forwards')), []);
  });
});
