import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { lastOf, row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, subscribeSubject, type TraceBuilder } from '../trace.fixture';
import { contactPort } from './5.1.2a.1.1-3-contact-port';

const changes = { pics: { sip_ip_core: 'ims', auth: 'aka' } } as const;
const aka = context(changes);
const registers = (trace: TraceBuilder, port: number) => {
  const offer = `ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=${port - 1};port-s=${port}`;
  trace.registers({ add: [row('Security-Client', offer)] });
};
/** A SUBSCRIBE after registrations with these protected ports. */
const subscribed = (contact: string, ...ports: readonly number[]) =>
  lastOf((trace) => {
    for (const port of ports) registers(trace, port);
    trace.subscribes({ set: [row('Contact', contact)] });
  }, changes);

testEntry(contactPort, 'Contact has the protected server port', {
  violation: { seen: subscribed('<sip:alice@192.0.2.10:5060>', 7777), context: aka, at: 'sip:alice@192.0.2.10:5060' },
  legal: { 'GRUU Contact': { seen: subscribed('<sip:alice@example.com;gr=urn:uuid:1>', 7777), context: aka } },
  inapplicable: {
    'no Security-Client was seen': { seen: subscribed('<sip:alice@192.0.2.10>'), context: aka },
    'a client without AKA': { seen: subscribed('<sip:alice@192.0.2.10>', 7777) },
    'a Contact that is no SIP URI': { seen: subscribed('<tel:+1201>', 7777), context: aka },
    'Contact: *': { seen: subscribed('*', 7777), context: aka },
    'a Contact over TCP': { seen: subscribed('<sip:alice@192.0.2.10;transport=tcp>', 7777), context: aka },
    'a SUBSCRIBE without Contact': { seen: subscribeSubject({ without: ['Contact'] }), context: aka },
  },
});

describe('TS24229-5.1.2A.1.1-3 the port of Contact', () => {
  it('is that of the latest registration, or for a while of the one before', () => {
    const at = (port: number) => outcomesOf(contactPort, subscribed(`<sip:alice@192.0.2.10:${port}>`, 7777, 8888), aka);
    assert.deepEqual([at(8888), at(7777), at(9999)], [['pass'], ['pass'], ['fail']]);
  });

  it('is 5060 where none is written', () => {
    assert.deepEqual(failuresOf(contactPort, subscribed('<sip:alice@192.0.2.10>', 7777), aka), [
      'sip:alice@192.0.2.10',
    ]);
    assert.deepEqual(outcomesOf(contactPort, subscribed('<sip:alice@192.0.2.10>', 5060), aka), ['pass']);
  });
});
