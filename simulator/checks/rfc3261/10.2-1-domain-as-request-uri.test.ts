import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { publishSubject, registerSubject } from '../trace.fixture';
import { domainAsRequestUri } from './10.2-1-domain-as-request-uri';

const to = (requestUri: string) => registerSubject({ requestUri });

testEntry(domainAsRequestUri, 'a REGISTER goes to a domain', {
  violation: { seen: to('sip:alice@example.com'), at: 'sip:alice@example.com' },
  legal: { 'port or parameters on the domain URI': { seen: to('sip:example.com:5060;transport=tcp') } },
  inapplicable: {
    'a PUBLISH': { seen: publishSubject() },
    'a Request-URI that cannot be read': { seen: to('<sip:alice@example.com>') },
  },
});

describe('RFC3261-10.2-1 the Request-URI of a REGISTER', () => {
  it('passes a plain domain, an address and sips, and fails any user part', () => {
    for (const uri of ['sip:example.com', 'sips:example.com', 'sip:[2001:db8::1]']) {
      assert.deepEqual(outcomesOf(domainAsRequestUri, to(uri)), ['pass'], uri);
    }
    assert.deepEqual(failuresOf(domainAsRequestUri, to('sips:alice:secret@example.com')), [
      'sips:alice:secret@example.com',
    ]);
  });
});
