import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, publishSubject, registerSubject } from '../trace.fixture';
import { credentialsUri } from './22.4-1-credentials-uri';

const digest = (rest: string) => row('Authorization', `Digest username="a, uri=b", realm="r", nonce="n", ${rest}`);
const published = (rest: string, more: readonly (readonly [string, string])[] = []) =>
  publishSubject({ add: [digest(rest), ...more] });

testEntry(credentialsUri, 'the uri of the credentials is the Request-URI, in quotes', {
  violation: { seen: published('uri=sip:alice@example.com, response="0"'), at: 'uri=sip:alice@example.com' },
  legal: {
    'REGISTER: home domain URI': {
      seen: registerSubject({ requestUri: 'sip:example.com:5060', add: [digest('uri="sip:example.com"')] }),
    },
    'parameters in any order': {
      seen: publishSubject({
        add: [row('Authorization', 'Digest uri="sip:alice@example.com", username="a", nonce="n"')],
      }),
    },
  },
  inapplicable: {
    'a request without credentials': { seen: publishSubject() },
    'credentials of another scheme': { seen: publishSubject({ add: [row('Authorization', 'Basic a="b"')] }) },
    'credentials that cannot be read for another reason': { seen: published('uri="sip:alice@example.com", response=') },
    'strict routing': { seen: published('uri="sip:other@example.com"', [row('Route', '<sip:p.example.com>')]) },
    'a request that a proxy passed on': {
      seen: publishSubject({
        set: [row('Via', 'SIP/2.0/UDP 192.0.2.3;branch=z9hG4bKp, SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1')],
        add: [digest('uri="sip:other@example.com"')],
      }),
    },
    'a request behind the core': {
      seen: published('uri="sip:other@example.com"'),
      context: context({ rules: { capture_point: 'behind-core' } }),
    },
  },
});

describe('RFC3261-22.4-1 uri in the credentials', () => {
  it('passes the Request-URI', () => {
    assert.deepEqual(outcomesOf(credentialsUri, published('uri="sip:alice@example.com"')), ['pass']);
    const loose = published('uri="sip:alice@example.com"', [row('Route', '<sip:p.example.com;lr>')]);
    assert.deepEqual(outcomesOf(credentialsUri, loose), ['pass']);
  });

  it('warns of an equivalent one, and fails another resource and a missing uri', () => {
    assert.deepEqual(outcomesOf(credentialsUri, published('uri="sip:alice@EXAMPLE.com"')), ['warn']);
    assert.deepEqual(failuresOf(credentialsUri, published('uri="sip:example.com"')), ['uri="sip:example.com"']);
    assert.deepEqual(failuresOf(credentialsUri, published('uri = "sip:bob@example.com"')), [
      'uri = "sip:bob@example.com"',
    ]);
    const missing = publishSubject({ add: [row('Authorization', 'Digest username="a"')] });
    assert.deepEqual(failuresOf(credentialsUri, missing), ['Digest username="a"']);
    const token = publishSubject({ add: [row('Authorization', 'Digest uri=alice')] });
    assert.deepEqual(failuresOf(credentialsUri, token), ['uri=alice']);
  });

  it('fails another domain in a REGISTER, and a user part', () => {
    const registered = (uri: string) => registerSubject({ add: [digest(`uri="${uri}"`)] });
    assert.deepEqual(outcomesOf(credentialsUri, registered('sip:example.com')), ['pass']);
    assert.deepEqual(outcomesOf(credentialsUri, registered('sip:example.org')), ['fail']);
    assert.deepEqual(outcomesOf(credentialsUri, registered('sip:alice@example.com')), ['fail']);
    assert.deepEqual(outcomesOf(credentialsUri, registered('sip:EXAMPLE.com:5060')), ['pass']);
    assert.deepEqual(outcomesOf(credentialsUri, registered('sips:example.com')), ['fail']);
    assert.deepEqual(outcomesOf(credentialsUri, registered('example.com')), ['fail']);
  });

  it('finds an unquoted one behind any blank, and none inside quotes', () => {
    const written = (value: string) =>
      failuresOf(credentialsUri, publishSubject({ add: [row('Authorization', value)] }));
    assert.deepEqual(written('Digest\turi=sip:a@b, nonce="n"'), ['uri=sip:a@b']);
    assert.deepEqual(written('Digest nonce="n",uri = sip:a@b'), ['uri = sip:a@b']);
    assert.deepEqual(written('Digest nonce="a\\" uri=x:y", realm=@'), []);
    assert.deepEqual(written('Digest x-uri=@'), []);
  });

  it('looks at each row', () => {
    const proxy = row('Proxy-Authorization', 'Digest username="a", uri="sip:bob@example.com"');
    assert.deepEqual(outcomesOf(credentialsUri, published('uri="sip:alice@example.com"', [proxy])), ['fail']);
    const right = row('Proxy-Authorization', 'Digest username="a", uri="sip:alice@example.com"');
    assert.deepEqual(outcomesOf(credentialsUri, published('uri="sip:bob@example.com"', [right])), ['fail']);
    const basic = row('Proxy-Authorization', 'Basic a="b"');
    assert.deepEqual(outcomesOf(credentialsUri, published('uri="sip:alice@example.com"', [basic])), ['pass']);
    assert.deepEqual(outcomesOf(credentialsUri, publishSubject({ add: [row('X-Auth', 'Digest uri="sip:b@x"')] })), []);
  });
});
