import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { SETTINGS_DOCUMENT } from '../sip/message.fixture';
import { defaultServerLimits } from './config';
import { asRequest, headerOf, responseTo, Wire } from './endpoint.fixture';
import { changed, publish, stateOf, statusOf, subscribe, subscribed } from './subscribe.fixture';

describe('notifier: subscription with a lifetime', () => {
  it('takes a refresh that is sent to the Contact of the dialog, where only the IM Address is served', () => {
    const wire = new Wire({ servedUris: ['sip:alice@example.com'] });
    const { seen, inDialog } = subscribed(wire);
    const contact = /<(.*)>/.exec(headerOf(seen.messages[0], 'Contact') ?? '')?.[1] ?? '';
    const refreshed = wire.send(inDialog(2, '300', { requestUri: contact }));
    assert.equal(statusOf(refreshed), 200);
    const unknown = wire.ask(
      inDialog(3, '300', { requestUri: contact, raw: (text) => text.replace('Call-ID: ', 'Call-ID: x') }),
    );
    assert.equal(unknown.start.status, 481);
  });

  it('is active for the granted time, an hour when none is asked for', () => {
    const { seen, notify } = subscribed(new Wire());
    assert.equal(headerOf(seen.messages[0], 'Expires'), '600');
    assert.equal(stateOf(notify), 'active;expires=600');
    const unasked = new Wire().send(subscribe({ without: ['Expires'] }));
    assert.equal(headerOf(unasked.messages[0], 'Expires'), '3600');
    assert.equal(stateOf(unasked.messages[1]), 'active;expires=3600');
  });

  it('notifies every change of the state, and no refresh of it', () => {
    const wire = new Wire();
    subscribed(wire);
    const first = wire.send(publish(SETTINGS_DOCUMENT), 10_500);
    assert.deepEqual(
      [first.messages.length, stateOf(first.messages[1]), headerOf(first.messages[1], 'CSeq')],
      [2, 'active;expires=590', '2 NOTIFY'],
    );
    wire.send(responseTo(asRequest(first.messages[1])), 10_600);
    const tag = headerOf(first.messages[0], 'SIP-ETag') ?? '';
    const same = wire.send(publish(SETTINGS_DOCUMENT, { add: [['SIP-If-Match', tag]] }), 11_000);
    assert.equal(same.messages.length, 1);
    const next = headerOf(same.messages[0], 'SIP-ETag') ?? '';
    const other = wire.send(publish(changed, { add: [['SIP-If-Match', next]] }), 12_000);
    assert.ok(other.packets[1]?.bytes.toString('utf8').endsWith(changed));
    assert.equal(
      wire.send(publish(SETTINGS_DOCUMENT, { requestUri: 'sip:bob@example.com' }), 12_000).messages.length,
      1,
    );
  });

  it('notifies when a publication runs out', () => {
    const wire = new Wire({ grantedPublishLifetime: 60 });
    wire.send(publish(SETTINGS_DOCUMENT));
    subscribed(wire);
    const { messages, packets } = wire.tick(60_000);
    assert.equal(stateOf(messages[0]), 'active;expires=540');
    assert.doesNotMatch(packets[0]?.bytes.toString('utf8') ?? '', /entity/);
  });

  it('is refreshed in its dialog, with rising CSeq only', () => {
    const wire = new Wire();
    const { inDialog } = subscribed(wire);
    const refreshed = wire.send(inDialog(2, '300', { set: [['Contact', '<sip:alice@192.0.2.11:5062>']] }), 100_000);
    assert.equal(statusOf(refreshed), 200);
    assert.equal(stateOf(refreshed.messages[1]), 'active;expires=300');
    assert.equal(asRequest(refreshed.messages[1]).start.requestUri, 'sip:alice@192.0.2.11:5062');
    assert.equal(wire.ask(inDialog(2, '300'), 100_001).start.status, 500);
    assert.equal(
      wire.ask(inDialog(3, '300', { set: [['Event', 'service-settings;id=1']] }), 100_002).start.status,
      481,
    );
    wire.send(responseTo(asRequest(refreshed.messages[1])), 100_003);
    assert.deepEqual(wire.tick(399_999).messages, []);
    assert.equal(stateOf(wire.tick(400_000).messages[0]), 'terminated;reason=timeout');
    assert.equal(wire.ask(inDialog(4, '300'), 400_001).start.status, 481);
  });

  it('ends with Expires 0', () => {
    const wire = new Wire();
    const { inDialog } = subscribed(wire);
    const ended = wire.send(inDialog(2, '0', { without: ['Contact'] }));
    assert.deepEqual([statusOf(ended), stateOf(ended.messages[1])], [200, 'terminated;reason=timeout']);
    assert.equal(wire.send(publish(SETTINGS_DOCUMENT)).messages.length, 1);
    assert.equal(wire.ask(inDialog(3, '300')).start.status, 481);
  });

  it('is gone after a 481 to NOTIFY, or none at all, and stays after a 500', () => {
    for (const [status, messages] of [
      [500, 2],
      [481, 1],
    ] as const) {
      const wire = new Wire();
      subscribed(wire);
      const notify = asRequest(wire.send(publish(SETTINGS_DOCUMENT)).messages[1]);
      wire.send(responseTo(notify, status));
      assert.equal(wire.send(publish(changed)).messages.length, messages, String(status));
    }
    const wire = new Wire();
    subscribed(wire);
    wire.send(publish(SETTINGS_DOCUMENT));
    wire.sleep(32_000);
    assert.equal(wire.send(publish(changed), 32_001).messages.length, 1);
  });

  it('goes on over a new connection when its own is gone', () => {
    const wire = new Wire();
    const from = { transport: 'tcp', connection: 2, remote: { host: '192.0.2.10', port: 40_000 } } as const;
    const { messages } = wire.send(subscribe({ set: [['Expires', '600']] }), 0, from);
    wire.send(responseTo(asRequest(messages[1])), 1, from);
    wire.endpoint.disconnected(2);
    const notify = wire.send(publish(SETTINGS_DOCUMENT), 2).packets[1];
    assert.deepEqual([notify?.transport, notify?.remote.port, notify?.connection], ['tcp', 5060, undefined]);
  });

  it('gives way to a newer one beyond the limit', () => {
    const wire = new Wire({ limits: { ...defaultServerLimits, subscriptions: 1 } });
    subscribed(wire);
    const { messages, notes } = wire.send(subscribe({ set: [['Expires', '600']] }), 1);
    assert.deepEqual(messages.slice(1).map(stateOf), ['active;expires=600', 'terminated;reason=probation']);
    assert.deepEqual(
      notes.map(({ note }) => note),
      ['limit-reached'],
    );
  });

  it('gives way to newer ones beyond the octets that all of them hold', () => {
    const wire = new Wire({ limits: { ...defaultServerLimits, octets: 50_000 } });
    const long = (name: string) =>
      subscribe({
        set: [
          ['Expires', '600'],
          ['Call-ID', `${name}${'y'.repeat(20_000)}`],
        ],
      });
    const sent = ['a', 'b', 'c', 'd'].map((name, index) => wire.send(long(name), index));
    assert.deepEqual(
      sent.map(({ messages }) => messages.slice(1).map(stateOf)),
      [
        ['active;expires=600'],
        ['active;expires=600'],
        ['active;expires=600', 'terminated;reason=probation'],
        ['active;expires=600', 'terminated;reason=probation'],
      ],
    );
    assert.deepEqual(
      sent.flatMap(({ notes }) => notes.map(({ text }) => text.slice(0, 50))),
      ['the server holds 50000 octets of subscriptions and'],
    );
  });
});
