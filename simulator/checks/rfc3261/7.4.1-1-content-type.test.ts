import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { compact, failuresOf, outcomesOf, replaced, set, truncatedSubject } from '../row.fixture';
import { answerOf, publishSubject, subscribeSubject } from '../trace.fixture';
import { contentType } from './7.4.1-1-content-type';

const type = (value: string) => publishSubject(set(['Content-Type', value]));
const START = 'PUBLISH sip:alice@example.com SIP/2.0';

describe('RFC3261-7.4.1-1 Content-Type', () => {
  testEntry(contentType, 'a body has a media type', {
    violation: { seen: publishSubject({ without: ['Content-Type'] }), at: START },
    legal: {
      "compact 'c'": { seen: publishSubject(compact()) },
      'charset or other parameters, quoted or not': {
        seen: type('application/poc-settings+xml ; charset="utf-8";a=b'),
      },
      'Content-Type present with an empty body': { seen: publishSubject({ body: '' }) },
    },
    inapplicable: { 'a message without a body': { seen: subscribeSubject() } },
  });

  for (const [value, at] of [
    ['xml', 'xml'],
    ['application/', 'application/'],
    ['', ''],
    ['a/b;c', 'c'],
    ['a/b, c/d', ', c/d'],
  ] as const) {
    it(`fails "${value}" and points at what is wrong`, () =>
      assert.deepEqual(failuresOf(contentType, type(value)), [at]));
  }

  it('looks at responses', () => {
    assert.deepEqual(failuresOf(contentType, answerOf({ body: 'x' })), ['SIP/2.0 200 OK']);
    assert.deepEqual(outcomesOf(contentType, answerOf({ body: 'x', ...set(['Content-Type', 'text/plain']) })), [
      'pass',
    ]);
    assert.deepEqual(outcomesOf(contentType, answerOf()), []);
  });

  it('says nothing where it is not known whether there is a body', () => {
    for (const transport of ['tcp', 'tls'] as const) {
      const subject = publishSubject({ without: ['Content-Type', 'Content-Length'] }, { event: { transport } });
      assert.deepEqual(outcomesOf(contentType, subject), []);
    }
    const without = { without: ['Content-Type'] };
    assert.deepEqual(outcomesOf(contentType, truncatedSubject('\r\n\r\n', 0, without)), []);
    assert.deepEqual(outcomesOf(contentType, truncatedSubject('\r\n\r\n', 1, without)), ['fail']);
  });

  it('says nothing where the row is there and broken in another way', () => {
    for (const broken of ['Content-Type application/poc', 'Content Type: application/poc', 'Content-Type: a\u0001/b']) {
      const subject = publishSubject(replaced(/^Content-Type: application\/poc/m, broken));
      assert.deepEqual(outcomesOf(contentType, subject), [], broken);
    }
  });
});
