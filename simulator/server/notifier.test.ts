import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { type Changes, SETTINGS_DOCUMENT } from '../sip/message.fixture';
import { asRequest, asResponse, CLIENT, headerOf, responseTo, Wire } from './endpoint.fixture';
import { publish, stateOf, statusOf, subscribe } from './subscribe.fixture';

describe('notifier: fetch (RFC 6665 section 4.4.3)', () => {
  it('answers 200 and notifies at once, inside the dialog', () => {
    const wire = new Wire();
    wire.ask(publish(SETTINGS_DOCUMENT));
    const { messages, packets } = wire.send(subscribe({ set: [['Event', 'service-settings;id=7;x=y']] }));
    const ok = asResponse(messages[0]);
    const notify = asRequest(messages[1]);
    assert.equal(messages.length, 2);
    assert.equal(ok.start.status, 200);
    assert.equal(headerOf(ok, 'Expires'), '0');
    assert.equal(headerOf(ok, 'Contact'), '<sip:192.0.2.1:5060>');
    assert.equal(notify.start.requestUri, 'sip:alice@192.0.2.10:5060');
    assert.equal(headerOf(notify, 'From'), headerOf(ok, 'To'));
    assert.equal(headerOf(notify, 'To'), headerOf(ok, 'From'));
    assert.equal(headerOf(notify, 'Call-ID'), headerOf(ok, 'Call-ID'));
    assert.equal(headerOf(notify, 'CSeq'), '1 NOTIFY');
    assert.equal(headerOf(notify, 'Event'), 'service-settings;id=7');
    assert.equal(stateOf(notify), 'terminated;reason=timeout');
    assert.equal(headerOf(notify, 'Content-Type'), 'application/poc-settings+xml');
    assert.equal(packets[1]?.bytes.toString('utf8').split('\r\n\r\n')[1], SETTINGS_DOCUMENT);
    assert.deepEqual(packets[1]?.remote, CLIENT);
  });

  it('notifies a document without an entity when nothing is published', () => {
    const body = new Wire().send(subscribe()).packets[1]?.bytes.toString('utf8').split('\r\n\r\n')[1] ?? '';
    assert.match(body, /<poc-settings[^>]*\/>/);
  });

  it('gives the configured reason, or none', () => {
    assert.equal(
      stateOf(new Wire({ terminationReason: 'noresource' }).send(subscribe()).messages[1]),
      'terminated;reason=noresource',
    );
    assert.equal(stateOf(new Wire({ terminationReason: '' }).send(subscribe()).messages[1]), 'terminated');
  });

  it('refuses another package, a missing Contact, an Accept without our type, an address not served', () => {
    const wire = new Wire();
    const refusals: readonly (readonly [Changes, number])[] = [
      [{ set: [['Event', 'presence']] }, 489],
      [{ without: ['Event'] }, 489],
      [{ without: ['Contact'] }, 400],
      [{ set: [['Contact', '*']] }, 400],
      [{ set: [['Contact', '<tel:+1201>']] }, 400],
      [{ set: [['Expires', 'x']] }, 400],
      [{ set: [['Accept', 'application/pidf+xml']] }, 406],
      [{ set: [['Accept', '']] }, 406],
      [{ set: [['Accept', '*/*, application/poc-settings+xml;q=0']] }, 406],
      [{ set: [['To', '<sip:alice@example.com>;tag=unknown']] }, 481],
    ];
    for (const [changes, status] of refusals) {
      assert.equal(wire.ask(subscribe(changes)).start.status, status, JSON.stringify(changes));
    }
    assert.equal(new Wire({ servedUris: ['sip:bob@example.com'] }).ask(subscribe()).start.status, 404);
  });

  for (const accept of ['*/*', 'application/*;q=0.2', 'text/plain, APPLICATION/poc-settings+xml']) {
    it(`accepts Accept: ${accept}`, () => {
      assert.equal(statusOf(new Wire().send(subscribe({ set: [['Accept', accept]] }))), 200);
    });
  }

  it('takes the default type without Accept', () => {
    assert.equal(statusOf(new Wire().send(subscribe({ without: ['Accept'] }))), 200);
  });

  it('sends NOTIFY where Contact, transport and connection say', () => {
    const remoteOf = (contact: string, from = {}): unknown => {
      const { packets } = new Wire().send(subscribe({ set: [['Contact', contact]] }), 0, from);
      return (
        packets[1] && [packets[1].transport, packets[1].remote.host, packets[1].remote.port, packets[1].connection]
      );
    };
    const source = { host: '192.0.2.99', port: 4321 };
    assert.deepEqual(remoteOf('<sip:a@192.0.2.77:5070>', { remote: source }), ['udp', '192.0.2.77', 5070, undefined]);
    assert.deepEqual(remoteOf('<sip:a@192.0.2.77>', { remote: source }), ['udp', '192.0.2.77', 5060, undefined]);
    for (const host of ['x1y2.invalid', 'client.example.com', '0.0.0.0', '239.1.1.1', '[2001:db8::1]']) {
      assert.deepEqual(remoteOf(`<sip:a@${host}>`, { remote: source }), ['udp', '192.0.2.99', 4321, undefined], host);
    }
    const tcp = { remote: source, transport: 'tcp', connection: 3 };
    assert.deepEqual(remoteOf('<sip:a@192.0.2.77:5070>', tcp), ['tcp', '192.0.2.99', 4321, 3]);
  });

  it('follows the route set of Record-Route, loose and strict', () => {
    const notifyOf = (route: string) => {
      const { messages, packets } = new Wire().send(subscribe({ add: [['Record-Route', route]] }));
      assert.equal(headerOf(messages[0], 'Record-Route'), route);
      const notify = asRequest(messages[1]);
      return [notify.start.requestUri, headerOf(notify, 'Route'), packets[1]?.remote.host];
    };
    const target = 'sip:alice@192.0.2.10:5060';
    const loose = '<sip:192.0.2.50;lr>, <sip:p2.example.com;lr>';
    assert.deepEqual(notifyOf(loose), [target, loose, '192.0.2.50']);
    const strict = '<sip:192.0.2.50>, <sip:p2.example.com;lr>';
    assert.deepEqual(notifyOf(strict), ['sip:192.0.2.50', `<sip:p2.example.com;lr>, <${target}>`, '192.0.2.50']);
  });

  it('names its TCP transport in Via and Contact, and the advertised host on a wildcard address', () => {
    const from = { transport: 'tcp', connection: 1, local: { host: '0.0.0.0', port: 5080 } } as const;
    const { messages } = new Wire({ advertisedHost: '198.51.100.1' }).send(subscribe(), 0, from);
    assert.equal(headerOf(messages[1], 'Contact'), '<sip:198.51.100.1:5080;transport=tcp>');
    assert.match(headerOf(messages[1], 'Via') ?? '', /^SIP\/2\.0\/TCP 198\.51\.100\.1:5080;branch=z9hG4bK/);
  });
});

describe('notifier: fetch loops', () => {
  const fetch = (wire: Wire, now: number) => {
    const seen = wire.send(subscribe(), now);
    if (seen.messages.length > 1) wire.send(responseTo(asRequest(seen.messages[1])), now);
    return { status: statusOf(seen), state: stateOf(seen.messages[1]), notes: seen.notes.map(({ note }) => note) };
  };

  it('are noted once, rejected, and in the end refused; a pause of 10 s ends them', () => {
    const wire = new Wire();
    const seen = Array.from({ length: 52 }, (_, index) => fetch(wire, index * 10));
    assert.ok(seen.slice(0, 10).every(({ state }) => state === 'terminated;reason=timeout'));
    assert.ok(seen.slice(10, 50).every(({ state }) => state === 'terminated;reason=rejected'));
    assert.deepEqual(
      seen.slice(50).map(({ status }) => status),
      [403, 403],
    );
    assert.deepEqual(
      seen.flatMap(({ notes }) => notes),
      ['subscription-loop'],
    );
    assert.equal(fetch(wire, 510 + 9_999).status, 403);
    assert.equal(fetch(wire, 510 + 9_999 + 10_000).state, 'terminated;reason=timeout');
  });

  it('are not seen in fetches a second apart, nor in those with a PUBLISH in between', () => {
    const wire = new Wire();
    for (let now = 0; now < 30_000; now += 1_000) assert.equal(fetch(wire, now).state, 'terminated;reason=timeout');
    for (let now = 30_000; now < 30_100; now += 1) {
      wire.send(publish(SETTINGS_DOCUMENT), now);
      assert.equal(fetch(wire, now).state, 'terminated;reason=timeout');
    }
  });

  it('of one IM Address leave others alone', () => {
    const wire = new Wire();
    for (let now = 0; now < 60; now += 1) fetch(wire, now);
    const other = wire.send(subscribe({ requestUri: 'sip:bob@example.com' }), 60);
    assert.equal(stateOf(other.messages[1]), 'terminated;reason=timeout');
  });
});
