import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { readAccept } from './accept';
import { readChallenge, readCredentials } from './authorization';
import { readCSeq, readRequestCSeq } from './cseq';
import { readDate } from './date';
import { readEntityTag } from './entity-tag';
import { readIdentities } from './identity';
import { missingMandatory } from './mandatory';
import { readMediaType } from './media-type';
import type { HeaderField, Read } from './message';
import { publish, response } from './message.fixture';
import { readContentLength, readDeltaSeconds, readMaxForwards } from './numbers';
import { accepted, breach, field } from './read.fixture';
import { readRequestUri } from './request-uri';
import { readRoutes } from './route';
import { readSubscriptionState } from './subscription-state';

/** Values that a reader has to refuse, with the rule and the octets it has to point at. */
function refuses(
  read: (field: HeaderField) => Read<unknown>,
  name: string,
  breaches: readonly (readonly [value: string, rule: string, octets: string])[],
): void {
  for (const [value, rule, octets] of breaches) {
    it(`refuses "${value}" by ${rule}`, () => {
      assert.deepEqual(breach(read, name, value), [rule, octets]);
    });
  }
}

describe('numbers', () => {
  it('are read up to their largest value, leading zeros included', () => {
    assert.equal(accepted(readDeltaSeconds(field('Expires', '4294967295'))), 4_294_967_295);
    assert.equal(accepted(readDeltaSeconds(field('Expires', '000'))), 0);
    assert.equal(accepted(readMaxForwards(field('Max-Forwards', '0255'))), 255);
    assert.equal(accepted(readContentLength(field('X-Length', '12'))), 12);
  });
  refuses(readDeltaSeconds, 'Expires', [
    ['4294967296', 'delta-seconds', '4294967296'],
    ['', 'delta-seconds', ''],
    ['-1', 'delta-seconds', '-1'],
    ['+1', 'delta-seconds', '+1'],
    ['1.5', 'delta-seconds', '1.5'],
    ['0x1', 'delta-seconds', '0x1'],
    ['1, 2', 'delta-seconds', '1, 2'],
  ]);
  refuses(readMaxForwards, 'Max-Forwards', [['256', 'Max-Forwards', '256']]);
  refuses(readContentLength, 'X-Length', [['1e3', 'Content-Length', '1e3']]);
});

describe('readCSeq', () => {
  it('reads number and method, with the place of the method', () => {
    const from = field('CSeq', '0009 \t PUBLISH');
    const start = from.valueSpan.start + 7;
    assert.deepEqual(accepted(readCSeq(from)), { number: 9, method: 'PUBLISH', methodSpan: { start, end: start + 7 } });
    assert.equal(accepted(readCSeq(field('CSeq', '2147483647 X'))).number, 2 ** 31 - 1);
  });
  refuses(readCSeq, 'CSeq', [
    ['2147483648 PUBLISH', 'CSeq', '2147483648'],
    ['PUBLISH', 'CSeq', 'PUBLISH'],
    ['1', 'CSeq', ''],
    ['1PUBLISH', 'CSeq', 'PUBLISH'],
    ['1 PUB/LISH', 'CSeq', '/LISH'],
    ['1 PUBLISH 2', 'CSeq', '2'],
  ]);

  it('has to name the method of the request, in the same letter case', () => {
    assert.ok(readRequestCSeq(publish()).ok);
    assert.ok(!readRequestCSeq(publish({ set: [['CSeq', '1 publish']] })).ok);
    assert.ok(!readRequestCSeq(publish({ without: ['CSeq'] })).ok);
  });
});

describe('readMediaType and readAccept', () => {
  it('read type and parameters, in lower case and without blanks around the slash', () => {
    const media = accepted(readMediaType(field('Content-Type', 'Application / PoC-Settings+XML ; Charset="UTF-8"')));
    assert.equal(media.type, 'application/poc-settings+xml');
    assert.deepEqual(
      media.params.map(({ key, value }) => [key, value]),
      [['charset', 'UTF-8']],
    );
  });
  refuses(readMediaType, 'Content-Type', [
    ['', 'media-type', ''],
    ['application', 'media-type', 'application'],
    ['a/b;charset', 'm-parameter', 'charset'],
    ['a/b, c/d', 'media-type', ', c/d'],
  ]);

  it('read lists with wildcards, and the empty list', () => {
    const ranges = accepted(readAccept(field('Accept', 'a/b;q=0.5,*/* , text/*')));
    assert.deepEqual(
      ranges.map(({ type }) => type),
      ['a/b', '*/*', 'text/*'],
    );
    assert.deepEqual(accepted(readAccept(field('Accept', ''))), []);
  });
  refuses(readAccept, 'Accept', [
    ['a/b,', 'media-type', ''],
    ['a', 'media-type', 'a'],
  ]);
});

describe('readSubscriptionState', () => {
  it('reads state, reason and lifetime', () => {
    const state = accepted(readSubscriptionState(field('Subscription-State', 'Terminated;Reason=TimeOut;expires=7')));
    assert.deepEqual([state.state, state.reason, state.expires], ['terminated', 'timeout', 7]);
    assert.equal(accepted(readSubscriptionState(field('Subscription-State', 'active'))).expires, undefined);
  });
  refuses(readSubscriptionState, 'Subscription-State', [
    ['', 'substate-value', ''],
    ['active;expires=x', 'delta-seconds', 'expires=x'],
    ['active;expires', 'delta-seconds', 'expires'],
    ['active, pending', 'Subscription-State', ', pending'],
  ]);
});

describe('readEntityTag', () => {
  it('takes any token as it is', () => {
    assert.equal(accepted(readEntityTag(field('SIP-ETag', "dx.200~9'!"))), "dx.200~9'!");
    assert.equal(accepted(readEntityTag(field('SIP-ETag', '*'))), '*');
  });
  refuses(readEntityTag, 'SIP-If-Match', [
    ['', 'entity-tag', ''],
    ['"a"', 'entity-tag', '"a"'],
    ['a, b', 'entity-tag', 'a, b'],
  ]);
});

describe('readCredentials and readChallenge', () => {
  it('read the scheme and its parameters, quoted or not', () => {
    const { scheme, params } = accepted(
      readCredentials(field('Authorization', 'Digest username="a\\"b" , realm="r, s",nc=00000001, uri="sip:a@b.c;x"')),
    );
    assert.equal(scheme, 'Digest');
    assert.deepEqual(
      params.map(({ key, value, quoted }) => [key, value, quoted]),
      [
        ['username', 'a"b', true],
        ['realm', 'r, s', true],
        ['nc', '00000001', false],
        ['uri', 'sip:a@b.c;x', true],
      ],
    );
    assert.equal(accepted(readChallenge(field('WWW-Authenticate', 'X y=z'))).scheme, 'X');
  });
  refuses(readCredentials, 'Authorization', [
    ['', 'credentials', ''],
    ['Digest', 'credentials', 'Digest'],
    ['Digest username', 'auth-param', 'username'],
    ['Digest username="a",', 'auth-param', ''],
    ['Digest username="a', 'quoted-string', '"a'],
    ['Digest uri=sip:a', 'credentials', ':a'],
    ['Basic QWxhZGRpbg==', 'auth-param', 'QWxhZGRpbg='],
  ]);
});

describe('readRoutes and readIdentities', () => {
  it('join all rows in order', () => {
    const routes = readRoutes(
      publish({
        add: [
          ['Route', '<sip:a.b;lr>, "B" <sip:c.d>;x'],
          ['Route', '<sip:e.f>'],
        ],
      }),
      'route',
    );
    assert.deepEqual(
      accepted(routes).map(({ uri }) => uri),
      ['sip:a.b;lr', 'sip:c.d', 'sip:e.f'],
    );
    const identities = publish({ add: [['P-Preferred-Identity', '"A" <sip:a@b.c>, tel:+1']] });
    assert.deepEqual(
      accepted(readIdentities(identities, 'p-preferred-identity')).map(({ uri }) => uri),
      ['sip:a@b.c', 'tel:+1'],
    );
  });

  it('find none where there is no row, and in an empty P-Associated-URI', () => {
    assert.deepEqual(accepted(readRoutes(publish(), 'route')), []);
    assert.deepEqual(accepted(readIdentities(publish(), 'p-asserted-identity')), []);
    assert.deepEqual(accepted(readIdentities(publish({ add: [['P-Associated-URI', '']] }), 'p-associated-uri')), []);
  });

  it('refuse what their grammar does not have', () => {
    assert.ok(!readRoutes(publish({ add: [['Route', 'sip:a.b']] }), 'route').ok);
    assert.ok(!readIdentities(publish({ add: [['P-Asserted-Identity', '<sip:a@b.c>;x']] }), 'p-asserted-identity').ok);
    assert.ok(!readIdentities(publish({ add: [['P-Associated-URI', 'sip:a@b.c']] }), 'p-associated-uri').ok);
    assert.ok(readIdentities(publish({ add: [['P-Associated-URI', '<sip:a@b.c>;x=y']] }), 'p-associated-uri').ok);
  });
});

describe('readRequestUri', () => {
  it('reads the URI of the request line', () => {
    assert.equal(accepted(readRequestUri(publish())).kind, 'sip');
    assert.equal(accepted(readRequestUri(publish({ requestUri: 'tel:+12015550123' }))).kind, 'tel');
  });

  for (const requestUri of ['sip:a@b.c?x=y', 'sip:a@b.c;method=PUBLISH', 'sip:a@b.c;METHOD=PUBLISH', 'sip:a@b_c']) {
    it(`refuses ${requestUri} and points into the request line`, () => {
      const message = publish({ requestUri });
      const read = readRequestUri(message);
      assert.ok(!read.ok);
      assert.ok(read.defect.span.start >= message.start.requestUriSpan.start);
      assert.ok(read.defect.span.end <= message.start.requestUriSpan.end);
    });
  }
});

describe('readDate', () => {
  it('reads a date in GMT', () => {
    const date = accepted(readDate(field('Date', 'Sat, 13 Nov 2010 23:29:01 GMT')));
    assert.deepEqual(date, { year: 2010, month: 11, day: 13, hour: 23, minute: 29, second: 1 });
  });
  refuses(readDate, 'Date', [
    ['Sat, 13 Nov 2010 23:29:00 EST', 'SIP-date', 'Sat, 13 Nov 2010 23:29:00 EST'],
    ['Sat, 13 Nof 2010 23:29:00 GMT', 'SIP-date', 'Sat, 13 Nof 2010 23:29:00 GMT'],
  ]);
});

describe('missingMandatory', () => {
  it('names what a request lacks, whatever the spelling of the rest', () => {
    assert.deepEqual(missingMandatory(publish()), []);
    assert.deepEqual(missingMandatory(publish({ raw: (text) => text.replace('From:', 'f :') })), []);
    assert.deepEqual(missingMandatory(publish({ without: ['Via', 'CSeq', 'Event'] })), ['Via', 'CSeq']);
  });

  it('does not ask a response for Max-Forwards', () => {
    assert.deepEqual(missingMandatory(response()), []);
    assert.deepEqual(missingMandatory(response({ without: ['To'] })), ['To']);
  });
});
