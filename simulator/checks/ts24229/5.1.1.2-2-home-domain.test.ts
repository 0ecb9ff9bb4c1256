import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { outcomesOf } from '../row.fixture';
import { context, registerSubject } from '../trace.fixture';
import { homeDomain } from './5.1.1.2-2-home-domain';

const ims = context({ pics: { sip_ip_core: 'ims' } });
const known = context({ pics: { sip_ip_core: 'ims' }, homeDomain: 'ims.example.net' });
const to = (requestUri: string) => registerSubject({ requestUri });

testEntry(homeDomain, 'a REGISTER goes to the home domain', {
  violation: { seen: to('sip:pcscf1.visited.example.org'), context: known, at: 'sip:pcscf1.visited.example.org' },
  legal: { 'host compared case-insensitively': { seen: to('sip:IMS.example.NET'), context: known } },
  inapplicable: {
    'a client outside IMS': { seen: to('sip:192.0.2.1') },
    'a Request-URI that cannot be read': { seen: to('<sip:192.0.2.1>'), context: ims },
  },
});

describe('TS24229-5.1.1.2-2 the Request-URI of a REGISTER', () => {
  it('fails an IP address and a tel URI, whatever is known', () => {
    for (const uri of ['sip:192.0.2.1', 'sip:[2001:db8::1]', 'tel:+1201']) {
      assert.deepEqual(outcomesOf(homeDomain, to(uri), ims), ['fail']);
      assert.deepEqual(outcomesOf(homeDomain, to(uri), known), ['fail']);
    }
  });

  it('passes any name where the domain is unknown', () => {
    assert.deepEqual(outcomesOf(homeDomain, to('sip:pcscf1.visited.example.org'), ims), ['pass']);
  });
});
