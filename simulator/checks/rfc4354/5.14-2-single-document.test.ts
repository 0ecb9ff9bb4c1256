import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { multipartOf } from '../multipart.fixture';
import { context, publishSubject } from '../trace.fixture';
import { singleDocument } from './5.14-2-single-document';

const own = 'application/poc-settings+xml';
const allowing = context({ rules: { allow_multipart: true } });
const one = multipartOf('text/plain', own, 'image/png');
const two = publishSubject(multipartOf(own, own));
const { text, body } = two.message;

testEntry(singleDocument, 'the body is one settings document', {
  violation: { seen: two, at: text.slice(text.lastIndexOf('<?xml'), text.indexOf('\r\n--b1--', body.start)) },
  legal: {
    'single document (usual)': { seen: publishSubject() },
    'multipart/mixed with one settings part and unrelated parts when allow_multipart=true': {
      seen: publishSubject(one, {}, allowing),
      context: allowing,
    },
  },
  inapplicable: {
    'a PUBLISH without a body': { seen: publishSubject({ body: '', without: ['Content-Type'] }) },
    'a multipart body without settings, which breaks RFC4354-5.14-1': {
      seen: publishSubject(multipartOf('text/plain')),
    },
    'a type without a body': { seen: publishSubject({ ...one, body: '' }) },
    'a stream without Content-Length': {
      seen: publishSubject({ ...one, without: ['Content-Length'] }, { event: { transport: 'tcp' } }),
    },
    'a body without a readable type': { seen: publishSubject({ set: [['Content-Type', 'x']] }) },
  },
});

describe('RFC4354-5.14-2', () => {
  it('passes a single document, and one in a multipart body where that is allowed', () => {
    assertPass(singleDocument, publishSubject());
    assertPass(singleDocument, publishSubject(one, {}, allowing), allowing);
  });
  it('fails a multipart body that the rules do not allow', () => {
    assert.equal(failureAt(singleDocument, publishSubject(one)), 'multipart/mixed;boundary="b1"');
  });
  it('fails two settings documents where one is allowed', () => {
    assert.match(failureAt(singleDocument, publishSubject(multipartOf(own, own), {}, allowing), allowing), /^<\?xml/);
  });
});
