import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { methodPreferred } from './5.2-1-methods';

const preferring = (...values: string[]) =>
  publishSubject({
    without: ['Accept-Contact'],
    add: values.map((value) => ['Accept-Contact', value] as const),
  });
const plain = '*;+g.oma.sip-im;require;explicit';

testEntry(methodPreferred, 'caller preferences also name the method of the request', {
  violation: { seen: preferring(plain), at: plain },
  legal: {
    'methods="PUBLISH,SUBSCRIBE"': { seen: preferring(`${plain};methods="PUBLISH,SUBSCRIBE"`) },
    'separate value for methods': { seen: preferring(plain, '*;methods="PUBLISH"') },
  },
  inapplicable: {
    'a PUBLISH without Accept-Contact': { seen: publishSubject({ without: ['Accept-Contact'] }) },
    'one with Reject-Contact only': {
      seen: publishSubject({ without: ['Accept-Contact'], add: [['j', '*;methods="PUBLISH"']] }),
    },
    'a row that cannot be read, in which it may stand': { seen: preferring(plain, '*;methods=') },
  },
});

describe('RFC3841-5.2-1', () => {
  it('compares without regard to letter case, and lets blanks pass', () => {
    assertPass(methodPreferred, preferring(`${plain};Methods="message, publish"`));
  });
  for (const value of ['methods="SUBSCRIBE"', 'methods="!PUBLISH"', 'methods="PUBLISHED"', 'methods', 'x="PUBLISH"']) {
    it(`fails ${value}`, () => assert.equal(failureAt(methodPreferred, preferring(`*;${value}`)), `*;${value}`));
  }
  it('does not take Reject-Contact for Accept-Contact', () => {
    const subject = publishSubject({ add: [['Reject-Contact', '*;methods="PUBLISH"']] });
    assert.equal(failureAt(methodPreferred, subject), plain);
  });
});
