import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Arrival } from './network';
import { notifiedDocument } from './scripted-peer.fixture';
import { type Notice, Subscriptions } from './subscription';
import { UserAgentServer } from './uas';

const remote = { host: '127.0.0.1', port: 40_000 };

function subscriber() {
  const notices: Notice[] = [];
  const subscriptions = new Subscriptions();
  subscriptions.add({
    callId: 'c',
    fromTag: 's1',
    event: 'service-settings',
    notified: (notice) => notices.push(notice),
  });
  const server = new UserAgentServer(subscriptions);
  const ask = (head: string, body = '', truncated = false) => {
    const answers: { text: string; port: number }[] = [];
    const reply: Arrival['reply'] = (text, to) => answers.push({ text, port: to.port });
    server.receive({ head, body, truncated, surplus: 0, remote, transport: 'UDP', reply });
    return answers[0];
  };
  return { notices, ask };
}

const notify = (changes: Readonly<Record<string, string | undefined>> = {}, method = 'NOTIFY') => {
  const rows: Record<string, string | undefined> = {
    Via: 'SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK1',
    From: '<sip:alice@example.com>;tag=n1',
    To: '<sip:alice@example.com>;tag=s1',
    'Call-ID': 'c',
    CSeq: `3 ${method}`,
    Event: 'service-settings',
    'Subscription-State': 'active;expires=60',
    'Content-Type': 'application/poc-settings+xml',
    ...changes,
  };
  const lines = Object.entries(rows).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return [`${method} sip:alice@127.0.0.1 SIP/2.0`, ...lines].join('\r\n');
};

describe('answers of the client to requests', () => {
  const cases: readonly [string, Record<string, string | undefined>, string, RegExp][] = [
    ['a NOTIFY of its subscription', {}, '200 OK', /^/],
    ['an event parameter that means nothing', { Event: 'service-settings;x=y' }, '200 OK', /^/],
    ['compact names', { Event: undefined, o: 'service-settings', 'Call-ID': undefined, i: 'c' }, '200 OK', /^/],
    ['another Call-ID', { 'Call-ID': 'd' }, '481 ', /^/],
    ['another To tag', { To: '<sip:alice@example.com>;tag=s2' }, '481 ', /^/],
    ['an Event with an id that was not asked for', { Event: 'service-settings;id=1' }, '481 ', /^/],
    ['an unknown package', { Event: 'presence' }, '489 ', /\r\nAllow-Events: service-settings\r\n/],
    ['a package in another letter case', { Event: 'Service-Settings' }, '489 ', /^/],
    [
      'another type of body',
      { 'Content-Type': 'application/pidf+xml' },
      '415 ',
      /\r\nAccept: application\/poc-settings\+xml\r\n/,
    ],
    ['a packed body', { 'Content-Encoding': 'gzip' }, '415 ', /\r\nAccept-Encoding: identity\r\n/],
    ['a required extension', { Require: 'foo, bar' }, '420 ', /\r\nUnsupported: foo, bar\r\n/],
    ['no Subscription-State', { 'Subscription-State': undefined }, '400 ', /^/],
    ['no CSeq', { CSeq: undefined }, '400 ', /^/],
    ['the CSeq of another method', { CSeq: '3 PUBLISH' }, '400 ', /^/],
    ['no From tag', { From: '<sip:alice@example.com>' }, '400 ', /^/],
  ];
  for (const [what, changes, status, more] of cases) {
    it(`answers ${what} with ${status.trim()}`, () => {
      const { ask, notices } = subscriber();
      const text = ask(notify(changes), notifiedDocument)?.text ?? '';
      assert.ok(text.startsWith(`SIP/2.0 ${status}`), text);
      assert.match(text, more);
      assert.equal(notices.length, status === '200 OK' ? 1 : 0);
    });
  }

  it('answers a document that is not well-formed, and a datagram cut short, with 400', () => {
    assert.match(subscriber().ask(notify(), '<poc-settings>')?.text ?? '', /^SIP\/2\.0 400 /);
    assert.match(subscriber().ask(notify(), notifiedDocument, true)?.text ?? '', /^SIP\/2\.0 400 /);
  });

  it('answers a second dialog of one SUBSCRIBE with 481 and a CSeq that falls with 500', () => {
    const { ask } = subscriber();
    ask(notify());
    const other = { Via: 'SIP/2.0/UDP h;branch=z9hG4bK2', From: '<sip:alice@example.com>;tag=n2' };
    assert.match(ask(notify(other))?.text ?? '', /^SIP\/2\.0 481 /);
    const older = { Via: 'SIP/2.0/UDP h;branch=z9hG4bK3', CSeq: '2 NOTIFY' };
    assert.match(ask(notify(older))?.text ?? '', /^SIP\/2\.0 500 /);
  });

  it('answers OPTIONS, refuses what it knows with 405, what nobody knows with 501, and never an ACK', () => {
    const { ask } = subscriber();
    assert.match(ask(notify({}, 'OPTIONS'))?.text ?? '', /^SIP\/2\.0 200 OK\r\n[\s\S]*Allow: NOTIFY, OPTIONS\r\n/);
    assert.match(ask(notify({}, 'PUBLISH'))?.text ?? '', /^SIP\/2\.0 405 [\s\S]*Allow: NOTIFY, OPTIONS\r\n/);
    assert.match(ask(notify({}, 'JUMP'))?.text ?? '', /^SIP\/2\.0 501 /);
    assert.equal(ask(notify({}, 'ACK')), undefined);
  });

  it('answers a copy with the same octets and tells nobody twice', () => {
    const { ask, notices } = subscriber();
    const first = ask(notify());
    assert.deepEqual(ask(notify()), first);
    assert.equal(notices.length, 1);
  });

  it('copies all Via values, From, To, Call-ID and CSeq as they came', () => {
    const text = subscriber().ask(
      notify({
        Via: 'SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK1, SIP/2.0/TCP b.example.com;branch=z9hG4bKb',
        To: '<tel:+1201>;tag=s1',
      }),
    )?.text;
    assert.match(
      text ?? '',
      /^SIP\/2\.0 200 OK\r\nVia: SIP\/2\.0\/UDP 127\.0\.0\.1:5070;branch=z9hG4bK1\r\nVia: SIP\/2\.0\/TCP b\.example\.com;branch=z9hG4bKb\r\n/,
    );
    assert.match(text ?? '', /\r\nTo: <tel:\+1201>;tag=s1\r\nCSeq: 3 NOTIFY\r\nCall-ID: c\r\n/);
  });

  it('fills in received and rport, and answers where they say (RFC 3581)', () => {
    const withRport = subscriber().ask(notify({ Via: 'SIP/2.0/UDP h.example.com:5070;rport;branch=z9hG4bK1' }));
    assert.match(
      withRport?.text ?? '',
      /\r\nVia: SIP\/2\.0\/UDP h\.example\.com:5070;rport=40000;branch=z9hG4bK1;received=127\.0\.0\.1\r\n/,
    );
    assert.equal(withRport?.port, 40_000);
    const same = subscriber().ask(notify({ Via: 'SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK1;rport' }));
    assert.match(same?.text ?? '', /:5070;branch=z9hG4bK1;rport=40000;received=127\.0\.0\.1\r\n/);
    assert.equal(subscriber().ask(notify())?.port, 5070);
    assert.equal(subscriber().ask(notify({ Via: 'SIP/2.0/UDP h;branch=z9hG4bK1' }))?.port, 5060);
  });
});
