import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { isRequest } from '../../sip/message';
import { arrivalOf } from '../endpoint.fixture';
import { readRequest, type ServerRequest } from '../request';
import type { Match } from './behavior';
import { matches } from './match';
import { publish, register, subscribe } from './scripted.fixture';

function requestOf(bytes: Buffer, transport: 'udp' | 'tcp' = 'udp'): ServerRequest {
  const arrival = arrivalOf(bytes, { transport });
  assert.ok(arrival.parsed.ok && isRequest(arrival.parsed.message));
  const read = readRequest(arrival, arrival.parsed.message);
  assert.ok(read.ok);
  return read.request;
}

const plain = publish();
const tagged = publish({ add: [['SIP-If-Match', 'e1']] });
const fetch = subscribe();
const refresh = subscribe({ set: [['To', '<sip:alice@example.com>;tag=ours']] });
const authorised = publish({ add: [['Authorization', 'Digest username="a"']] });
const proxied = publish({ add: [['Proxy-Authorization', 'Digest username="a"']] });
const unasked = register({ add: [['Authorization', 'Digest username="a", nonce="", response=""']] });
const asked = register({ add: [['Authorization', 'Digest username="a", nonce="n", response=""']] });
const departure = register({ set: [['Contact', '<sip:alice@192.0.2.10:5060>;expires=0']] });

describe('which requests a behaviour takes', () => {
  const cases: readonly [what: string, match: Match, fits: Buffer, doesNot: Buffer][] = [
    ['a method', { method: 'PUBLISH' }, plain, fetch],
    ['one of several methods', { method: ['REGISTER', 'SUBSCRIBE'] }, fetch, plain],
    ['with an entity-tag', { hasEntityTag: true }, tagged, plain],
    ['without an entity-tag', { hasEntityTag: false }, plain, tagged],
    ['inside a dialog', { isInDialog: true }, refresh, fetch],
    ['with credentials', { hasCredentials: true }, proxied, plain],
    ['without credentials', { hasCredentials: false }, plain, authorised],
    ['without credentials that answer a challenge', { hasCredentials: false }, unasked, asked],
    ['with Authorization that answers a challenge', { hasAuthorization: true }, asked, unasked],
    ['with Authorization', { hasAuthorization: true }, authorised, proxied],
    ['with Proxy-Authorization', { hasProxyAuthorization: true }, proxied, authorised],
    ['with a body', { hasBody: true }, plain, fetch],
    ['asking for the end by Expires', { asksForEnd: true }, fetch, plain],
    ['asking for the end by Contact', { asksForEnd: true }, departure, register()],
    ['of an event package', { event: 'service-settings' }, fetch, subscribe({ set: [['Event', 'reg']] })],
    ['of a scheme', { scheme: 'tel' }, publish({ requestUri: 'TEL:+4930123456' }), plain],
  ];
  for (const [what, match, fits, doesNot] of cases) {
    it(what, () => {
      assert.equal(matches(match, requestOf(fits), false), true);
      assert.equal(matches(match, requestOf(doesNot), false), false);
    });
  }

  it('of a transport, and of a socket', () => {
    assert.equal(matches({ transport: 'tcp' }, requestOf(plain, 'tcp'), false), true);
    assert.equal(matches({ transport: 'tcp' }, requestOf(plain), false), false);
    assert.equal(matches({ at: 'other' }, requestOf(plain), true), true);
    assert.equal(matches({ at: 'other' }, requestOf(plain), false), false);
    assert.equal(matches({ at: 'main' }, requestOf(plain), true), false);
  });

  it('all of them together, or any where nothing is asked', () => {
    assert.equal(matches({}, requestOf(plain), true), true);
    assert.equal(matches({ method: 'PUBLISH', hasEntityTag: true }, requestOf(plain), false), false);
  });
});
