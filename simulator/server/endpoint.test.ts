import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { fieldsNamed } from '../sip/message';
import { type Changes, publishBytes, registerBytes, SETTINGS_DOCUMENT, subscribeBytes } from '../sip/message.fixture';
import { parseMessage } from '../sip/parse';
import { defaultServerLimits } from './config';
import { asRequest, asResponse, CLIENT, headerOf, responseTo, Wire } from './endpoint.fixture';

const via = (value: string): Changes => ({ set: [['Via', value]] });

describe('endpoint: a client from register to retrieve', () => {
  it('answers each step, and notifies what was published', () => {
    const wire = new Wire({ servedUris: ['sip:alice@example.com'] });
    assert.equal(wire.ask(registerBytes()).start.status, 200);
    const published = wire.ask(publishBytes());
    assert.equal(published.start.status, 200);
    assert.equal(headerOf(published, 'To'), '<sip:alice@example.com>;tag=id2');
    const { messages, packets } = wire.send(subscribeBytes());
    assert.ok(packets[1]?.bytes.toString('utf8').endsWith(SETTINGS_DOCUMENT));
    assert.deepEqual(wire.send(responseTo(asRequest(messages[1]))).packets, []);
  });

  it('finds the user behind a strict route, and nobody where no route names one (RFC 3261 section 16.4)', () => {
    const wire = new Wire({ servedUris: ['sip:alice@example.com'] });
    const requestUri = 'sip:im-server.example.com';
    const routed = publishBytes({ requestUri, add: [['Route', '<sip:scscf.example.com>, <sip:alice@example.com>']] });
    assert.equal(wire.ask(routed).start.status, 200);
    const elsewhere = via('SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKelsewhere;rport');
    assert.equal(wire.ask(publishBytes({ ...elsewhere, requestUri })).start.status, 404);
  });

  it('keeps several clients and addresses apart', () => {
    const wire = new Wire();
    for (const name of ['alice', 'bob']) {
      const body = SETTINGS_DOCUMENT.replace('AABBCCDDEEFF', name);
      const changes = { ...via(`SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK${name};rport`), body };
      wire.ask(publishBytes({ ...changes, requestUri: `sip:${name}@example.com` }));
    }
    for (const name of ['alice', 'bob']) {
      const changes = via(`SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKs${name};rport`);
      const { packets } = wire.send(subscribeBytes({ ...changes, requestUri: `sip:${name}@example.com` }));
      assert.match(packets[1]?.bytes.toString('utf8') ?? '', new RegExp(`8000-${name}"`));
    }
  });
});

describe('endpoint: responses (RFC 3261 section 8.2.6, RFC 3581)', () => {
  it('copy all Vias in order, with the source in the topmost one', () => {
    const rows = [
      ['Via', 'SIP/2.0/UDP proxy.example.com;branch=z9hG4bKa;rport;x=y , SIP/2.0/TCP 192.0.2.30;branch=z9hG4bKb'],
      ['v', 'SIP/2.0/UDP 192.0.2.31;branch=z9hG4bKc;rport'],
    ] as const;
    const ok = new Wire().ask(publishBytes({ without: ['Via'], add: rows }), 0, {
      remote: { host: '192.0.2.99', port: 777 },
    });
    assert.deepEqual(
      fieldsNamed(ok, 'via').map(({ value }) => value),
      [
        'SIP/2.0/UDP proxy.example.com;branch=z9hG4bKa;rport=777;x=y;received=192.0.2.99 , SIP/2.0/TCP 192.0.2.30;branch=z9hG4bKb',
        'SIP/2.0/UDP 192.0.2.31;branch=z9hG4bKc;rport',
      ],
    );
  });

  const topVia = (value: string): string | undefined => headerOf(new Wire().ask(publishBytes(via(value))), 'Via');

  it('carry received for a name and a differing address only, unless rport asks for it', () => {
    assert.equal(topVia('SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKa'), 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKa');
    assert.equal(
      topVia('SIP/2.0/UDP a.invalid;branch=z9hG4bKa'),
      'SIP/2.0/UDP a.invalid;branch=z9hG4bKa;received=192.0.2.10',
    );
    assert.equal(
      topVia('SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKa'),
      'SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKa;received=192.0.2.10',
    );
    const asked = 'SIP/2.0/UDP 192.0.2.10;rport=5060;received=192.0.2.10;branch=z9hG4bKa';
    assert.equal(topVia('SIP/2.0/UDP 192.0.2.10;rport;received=9.9.9.9;branch=z9hG4bKa'), asked);
  });

  it('go to the source port with rport, to that of sent-by without, to maddr if there is one', () => {
    const from = { remote: { host: '192.0.2.99', port: 777 } };
    const goesTo = (value: string) => new Wire().send(publishBytes(via(value)), 0, from).packets[0]?.remote;
    assert.deepEqual(goesTo('SIP/2.0/UDP 192.0.2.99:5090;branch=z9hG4bKa;rport'), from.remote);
    assert.deepEqual(goesTo('SIP/2.0/UDP 192.0.2.99:5090;branch=z9hG4bKa'), { host: '192.0.2.99', port: 5090 });
    assert.deepEqual(goesTo('SIP/2.0/UDP a.invalid;branch=z9hG4bKa'), { host: '192.0.2.99', port: 5060 });
    assert.deepEqual(goesTo('SIP/2.0/UDP a.invalid:0;branch=z9hG4bKa'), from.remote);
    assert.deepEqual(goesTo('SIP/2.0/UDP a.invalid;maddr=192.0.2.3;rport;branch=z9hG4bKa'), {
      host: '192.0.2.3',
      port: 5060,
    });
  });

  it('go back on the connection', () => {
    const from = { transport: 'tcp', connection: 8, remote: { host: '192.0.2.99', port: 777 } } as const;
    const [packet] = new Wire().send(publishBytes(via('SIP/2.0/TCP 192.0.2.99:5090;branch=z9hG4bKa')), 0, from).packets;
    assert.deepEqual([packet?.connection, packet?.remote], [8, from.remote]);
  });

  it('keep a To tag, an odd display name and a tel address', () => {
    const to = '"a;tag=x\\"" <tel:+12015550123;ext=1>;tag=abc';
    assert.equal(headerOf(new Wire().ask(publishBytes({ set: [['To', to]] })), 'To'), to);
    const inUri = '<sip:alice@example.com;tag=x>';
    assert.equal(headerOf(new Wire().ask(publishBytes({ set: [['To', inUri]] })), 'To'), `${inUri};tag=id1`);
  });
});

describe('endpoint: server transactions (RFC 3261 section 17.2.2)', () => {
  it('answers a copy with the same octets, for 32 s on UDP', () => {
    const wire = new Wire();
    const [first] = wire.send(publishBytes(), 0).packets;
    assert.deepEqual(wire.send(publishBytes(), 500).packets, [first]);
    assert.deepEqual(wire.send(publishBytes(), 31_999).packets, [first]);
    assert.notDeepEqual(wire.send(publishBytes(), 32_000).packets, [first]);
  });

  it('sends no second NOTIFY for a copy of a SUBSCRIBE', () => {
    const wire = new Wire();
    assert.equal(wire.send(subscribeBytes(), 0).packets.length, 2);
    assert.equal(wire.send(subscribeBytes(), 1).packets.length, 1);
  });

  it('matches copies of clients of RFC 2543', () => {
    const wire = new Wire();
    const old = publishBytes({
      set: [
        ['Via', 'SIP/2.0/UDP 192.0.2.10'],
        ['From', 'sip:alice@example.com'],
      ],
      without: ['Max-Forwards'],
    });
    const [first] = wire.send(old).packets;
    assert.match(first?.bytes.toString() ?? '', /^SIP\/2\.0 200 /);
    assert.deepEqual(wire.send(old).packets, [first]);
  });

  it('keeps none on TCP, where J is zero', () => {
    const wire = new Wire();
    wire.send(publishBytes({ add: [['Expires', '0']] }), 0, { transport: 'tcp', connection: 1 });
    assert.equal(wire.endpoint.endsAt(), undefined);
  });

  it('forgets the oldest beyond the limit, and says so once', () => {
    const wire = new Wire({ limits: { ...defaultServerLimits, transactions: 2 } });
    const branch = (number: number): Buffer =>
      publishBytes(via(`SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK${number};rport`));
    const sent = [1, 2, 3, 4].map((number) => wire.send(branch(number), number));
    assert.deepEqual(
      sent.flatMap(({ notes }) => notes.map(({ note }) => note)),
      ['limit-reached'],
    );
    assert.deepEqual(wire.send(branch(4), 5).packets, sent[3]?.packets);
    assert.notDeepEqual(wire.send(branch(1), 6).packets, sent[0]?.packets);
  });

  it('forgets the oldest beyond the octets of all responses, and says so once', () => {
    const wire = new Wire({ limits: { ...defaultServerLimits, transactionOctets: 100_000 } });
    const long = (number: number): Buffer => {
      const row = `SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK${number};rport;x=${'y'.repeat(40_000)}`;
      return publishBytes(via(row));
    };
    const sent = [1, 2, 3, 4].map((number) => wire.send(long(number), number));
    assert.deepEqual(
      sent.flatMap(({ notes }) => notes.map(({ text }) => text.slice(0, 51))),
      ['the server holds 100000 octets of transactions and '],
    );
    assert.deepEqual(wire.send(long(4), 5).packets, sent[3]?.packets);
    assert.notDeepEqual(wire.send(long(1), 6).packets, sent[0]?.packets);
  });

  it('holds 32 s of many transactions without searching them', () => {
    const wire = new Wire();
    for (let number = 0; number < 5_000; number += 1) {
      wire.endpoint.receive({ ...arrival(number) }, number);
    }
    assert.equal(wire.endpoint.endsAt(), 32_000);
    wire.tick(36_998);
    assert.equal(wire.endpoint.endsAt(), 36_999);
  });

  function arrival(number: number) {
    const bytes = publishBytes(via(`SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKm${number};rport`));
    return { transport: 'udp' as const, local: CLIENT, remote: CLIENT, bytes, parsed: parseMessage(bytes) };
  }
});

describe('endpoint: OPTIONS', () => {
  it('tells what the server can do', () => {
    const ok = asResponse(new Wire().send(publishBytes({ method: 'OPTIONS', body: '' })).messages[0]);
    assert.equal(ok.start.status, 200);
    assert.equal(headerOf(ok, 'Allow'), 'REGISTER, PUBLISH, SUBSCRIBE, OPTIONS');
    assert.equal(headerOf(ok, 'Accept'), 'application/poc-settings+xml');
    assert.equal(headerOf(ok, 'Supported'), 'path, pref');
    assert.equal(headerOf(ok, 'Allow-Events'), 'service-settings');
  });
});
