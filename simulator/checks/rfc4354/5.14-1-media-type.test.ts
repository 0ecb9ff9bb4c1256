import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { multipartOf } from '../multipart.fixture';
import { context, publishSubject } from '../trace.fixture';
import { settingsType } from './5.14-1-media-type';

const typed = (value: string) => publishSubject({ set: [['Content-Type', value]] });
const allowing = context({ rules: { allow_multipart: true } });
const own = 'application/poc-settings+xml';

testEntry(settingsType, 'the body has the media type of a settings document', {
  violation: { seen: typed('application/xml'), at: 'application/xml' },
  legal: {
    "compact 'c'": { seen: publishSubject({ without: ['Content-Type'], add: [['c', own]] }) },
    'charset=UTF-8 or "utf-8"': { seen: typed(`${own};charset="utf-8"`) },
    'multipart with one such part if allow_multipart': {
      seen: publishSubject(multipartOf('text/plain', own), {}, allowing),
      context: allowing,
    },
  },
  inapplicable: {
    'a refresh without a body': {
      seen: publishSubject({ body: '', without: ['Content-Type'], add: [['SIP-If-Match', 'a']] }),
      context: context({ rules: { refresh_body: 'rfc3903' } }),
    },
    'a body without Content-Type, which breaks RFC3261-7.4.1-1': {
      seen: publishSubject({ without: ['Content-Type'] }),
    },
    'one that cannot be read': { seen: typed('xml') },
    'settings in a multipart body, which RFC4354-5.14-2 judges': {
      seen: publishSubject(multipartOf(own, 'text/plain')),
    },
    'a stream without Content-Length': {
      seen: publishSubject(
        { without: ['Content-Length'], set: [['Content-Type', 'text/xml']] },
        { event: { transport: 'tcp' } },
      ),
    },
  },
});

describe('RFC4354-5.14-1', () => {
  for (const value of ['text/xml', 'application/poc-settings', 'text/plain;x=1', 'multipart/mixed']) {
    it(`fails ${value} and points at it`, () => assert.equal(failureAt(settingsType, typed(value)), value));
  }
  it('ignores letter case, and a coding', () => {
    assertPass(settingsType, typed('Application/POC-Settings+XML'));
    assertPass(settingsType, publishSubject({ add: [['Content-Encoding', 'gzip']] }));
  });
  it('takes the types of the profile', () => {
    const of = context({ rules: { body_content_types: ['application/X+xml', 'text/y'] } });
    assertPass(settingsType, typed('application/x+xml'), of);
    assert.equal(failureAt(settingsType, typed(own), of), own);
  });
  it('fails a multipart body without settings, allowed or not', () => {
    for (const each of [context(), allowing]) {
      assert.match(
        failureAt(settingsType, publishSubject(multipartOf('text/plain'), {}, each), each),
        /^multipart\/mixed/,
      );
    }
  });
});
