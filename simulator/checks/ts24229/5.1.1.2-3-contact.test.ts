import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Pics } from '../../requirements/configuration';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { outcomesOf } from '../row.fixture';
import { context, registerSubject } from '../trace.fixture';
import { registeredContact } from './5.1.1.2-3-contact';

const ims = (pics: Partial<Pics> = {}) => context({ pics: { sip_ip_core: 'ims', ...pics } });
const registered = (contact: string) =>
  registerSubject({ requestUri: 'sip:ims.example.net', set: [row('Contact', contact)] });
const INSTANCE = '+sip.instance="<urn:gsma:imei:35-1>"';

testEntry(registeredContact, 'Contact has the address of the terminal', {
  violation: { seen: registered('<sip:alice@ims.example.net>'), context: ims(), at: 'sip:alice@ims.example.net' },
  legal: {
    'additional ICSI/IARI feature tags': {
      seen: registered('<sip:alice@192.0.2.10>;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel"'),
      context: ims(),
    },
    'Contact with protected port when a security association exists': {
      seen: registered('<sip:alice@192.0.2.10:7777>'),
      context: ims(),
    },
  },
  inapplicable: {
    'a client outside IMS': { seen: registered('<sip:alice@ims.example.net>') },
    'a removal of everything': { seen: registered('*'), context: ims() },
    'a query': { seen: registerSubject({ without: ['Contact'] }), context: ims() },
  },
});

describe('TS24229-5.1.1.2-3 Contact of a REGISTER', () => {
  it('wants the parts that PICS declares', () => {
    const plain = registered('<sip:alice@192.0.2.10>');
    assert.deepEqual(outcomesOf(registeredContact, plain, ims()), ['pass']);
    assert.deepEqual(outcomesOf(registeredContact, plain, ims({ gruu: true })), ['fail']);
    assert.deepEqual(outcomesOf(registeredContact, plain, ims({ outbound: true })), ['fail', 'fail']);
    const identified = registered(`<sip:alice@192.0.2.10>;${INSTANCE}`);
    assert.deepEqual(outcomesOf(registeredContact, identified, ims({ gruu: true })), ['pass']);
    assert.deepEqual(outcomesOf(registeredContact, identified, ims({ outbound: true })), ['fail']);
    assert.deepEqual(outcomesOf(registeredContact, registered('<tel:+1201>'), ims()), ['pass']);
    const flow = registered(`<sip:alice@192.0.2.10>;reg-id=1;${INSTANCE}`);
    assert.deepEqual(outcomesOf(registeredContact, flow, ims({ outbound: true })), ['pass']);
  });
});
