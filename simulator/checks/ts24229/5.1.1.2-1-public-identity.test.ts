import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, registerSubject } from '../trace.fixture';
import { publicIdentity } from './5.1.1.2-1-public-identity';

const ims = context({
  pics: { sip_ip_core: 'ims' },
  imAddress: 'sip:alice@ims.example.net',
  username: 'alice_private@ims.example.net',
});
const registered = (to: string, from = to) =>
  registerSubject({ set: [row('From', `<${from}>;tag=1`), row('To', `<${to}>`)] });

testEntry(publicIdentity, 'From and To of a REGISTER hold the public identity', {
  violation: {
    seen: registered('sip:alice_private@ims.example.net'),
    context: ims,
    at: 'sip:alice_private@ims.example.net',
  },
  legal: {
    'temporary identity derived from the IMSI': {
      seen: registered('sip:234150999999999@ims.mnc015.mcc234.3gppnetwork.org'),
      context: context({ pics: { sip_ip_core: 'ims' }, username: '234150999999999@ims.mnc015.mcc234.3gppnetwork.org' }),
    },
  },
  inapplicable: {
    'a client outside IMS': { seen: registered('tel:+12015550123') },
    'a To that cannot be read': { seen: registerSubject({ set: [row('To', '<sip:alice')] }), context: ims },
  },
});

describe('TS24229-5.1.1.2-1 From and To of a REGISTER', () => {
  it('fails a tel URI, and different URIs', () => {
    assert.deepEqual(failuresOf(publicIdentity, registered('tel:+12015550123'), ims), ['tel:+12015550123']);
    const differing = registered('sip:alice@ims.example.net', 'sip:bob@ims.example.net');
    assert.deepEqual(failuresOf(publicIdentity, differing, ims), ['sip:bob@ims.example.net']);
    const from = registered('sip:alice@ims.example.net', 'sip:alice_private@ims.example.net');
    assert.deepEqual(failuresOf(publicIdentity, from, ims), ['sip:alice_private@ims.example.net']);
  });

  it('passes any public identity, and one name for both identities', () => {
    assert.deepEqual(outcomesOf(publicIdentity, registered('sip:alice@ims.example.net'), ims), ['pass']);
    assert.deepEqual(outcomesOf(publicIdentity, registered('sip:other@example.org'), ims), ['pass']);
    const named = context({ pics: { sip_ip_core: 'ims' }, username: 'ims.example.net' });
    assert.deepEqual(outcomesOf(publicIdentity, registered('sip:ims.example.net'), named), ['pass']);
    assert.deepEqual(
      outcomesOf(publicIdentity, registered('sip:alice@IMS.example.net', 'sip:alice@ims.example.net'), ims),
      ['pass'],
    );
    const one = context({
      pics: { sip_ip_core: 'ims' },
      imAddress: 'sip:alice@ims.example.net',
      username: 'alice@ims.example.net',
    });
    assert.deepEqual(outcomesOf(publicIdentity, registered('sip:alice@ims.example.net'), one), ['pass']);
  });
});
