import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { bodyOf, fieldsNamed } from '../../sip/message';
import { responseTo } from '../endpoint.fixture';
import type { Behavior } from './behavior';
import type { OwnRequest, ScriptedNotify } from './own-request';
import {
  assertMeant,
  fieldOf,
  lines,
  OTHER,
  publish,
  register,
  ScriptedWire,
  type Sent,
  subscribe,
  takesAll,
} from './scripted.fixture';

function notifying(notify: readonly ScriptedNotify[], more: Partial<Behavior['do']> = {}): Behavior {
  return { name: 'tested', on: { method: 'SUBSCRIBE' }, do: { answers: [{ with: 'normal' }], notify, ...more } };
}

/** A fetch, and the messages behind it within a minute. */
function fetched(notify: readonly ScriptedNotify[], more: Partial<Behavior['do']> = {}, takes = true): ScriptedWire {
  const wire = new ScriptedWire([notifying(notify, more)]);
  if (takes) wire.answer = takesAll;
  wire.send(subscribe({ set: [['Call-ID', 'call']] }));
  wire.sleep(60_000);
  return wire;
}

const notifies = ({ sent }: ScriptedWire): readonly Sent[] => sent.filter(({ text }) => /^\s*NOTIFY/.test(text));
const times = (sent: readonly Sent[]): readonly number[] => sent.map(({ at }) => at);
const tagOf = (sent: Sent | undefined, name: string): string | undefined =>
  /;tag=([^;]*)/.exec(fieldOf(sent, name) ?? '')?.[1];

describe('scripted NOTIFYs', () => {
  it('are as the Endpoint would send them where nothing is said', () => {
    const wire = fetched([{}]);
    const [ok, notify] = wire.sent;
    assert.equal(wire.sent.length, 2);
    assert.equal(tagOf(notify, 'From'), tagOf(ok, 'To'));
    assert.equal(tagOf(notify, 'To'), '4fa3c2d19b');
    for (const [name, value] of [
      ['Call-ID', 'call'],
      ['CSeq', '1 NOTIFY'],
      ['Event', 'service-settings'],
      ['Subscription-State', 'terminated;reason=timeout'],
      ['Content-Type', 'application/poc-settings+xml'],
      ['Contact', '<sip:192.0.2.1:5060>'],
    ] as const)
      assert.equal(fieldOf(notify, name), value);
    assertMeant(wire.sent);
  });

  it('come at their moments: before the answer, behind it, late; and the one of the Endpoint never', () => {
    const wire = fetched(
      [
        { since: 'request', state: 'active;expires=60' },
        { after: 1_000, state: 'active;expires=60' },
        { after: 40_000 },
      ],
      {
        answers: [{ with: 'normal', after: 2_000 }],
      },
    );
    assert.deepEqual(lines(wire.sent), ['0 NOTIFY', '2000 SIP/2.0 200 OK', '3000 NOTIFY', '42000 NOTIFY']);
    assert.deepEqual(
      notifies(wire).map((each) => fieldOf(each, 'CSeq')),
      ['1 NOTIFY', '2 NOTIFY', '3 NOTIFY'],
    );
    assertMeant(wire.sent);
    assert.deepEqual(notifies(fetched([])), []);
  });

  it('are repeated by Timer E until they are answered, at most until Timer F', () => {
    assert.deepEqual(
      times(notifies(fetched([{}], {}, false))),
      [0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500],
    );
    assert.deepEqual(times(notifies(fetched([{ answersLost: 2 }]))), [0, 500, 1_500]);
  });

  it('are repeated at given moments whatever the client answers', () => {
    const wire = fetched([{ copies: [500, 1_500, 10_000] }]);
    assert.deepEqual(times(notifies(wire)), [0, 500, 1_500, 10_000]);
    assert.equal(new Set(notifies(wire).map(({ text }) => text)).size, 1);
    assert.deepEqual(times(notifies(fetched([{ copies: [500, 1_500, 10_000] }], {}, false))), [0, 500, 1_500, 10_000]);
  });

  const odd: readonly [what: string, notify: ScriptedNotify, name: string, value: string | undefined][] = [
    ['another From tag', { fromTag: 'n{count}', breaks: ['dialog'] }, 'From', '<sip:alice@example.com>;tag=n1'],
    ['another To tag', { toTag: 'x', breaks: ['dialog'] }, 'To', '<sip:alice@example.com>;tag=x'],
    ['no To tag', { toTag: null, breaks: ['dialog'] }, 'To', '<sip:alice@example.com>'],
    ['another Call-ID', { callId: 'x', breaks: ['dialog'] }, 'Call-ID', 'x'],
    ['an absolute CSeq', { cseq: 10 }, 'CSeq', '10 NOTIFY'],
    ['another state', { state: 'pending;expires=60' }, 'Subscription-State', 'pending;expires=60'],
    ['no state', { state: null, breaks: ['subscription-state'] }, 'Subscription-State', undefined],
    ['another event', { event: 'foo', breaks: ['event'] }, 'Event', 'foo'],
    ['no event', { event: null, breaks: ['event'] }, 'Event', undefined],
    ['another package in letters', { event: '{package-in-capitals}', breaks: ['event'] }, 'Event', 'SERVICE-SETTINGS'],
    ['no body', { body: { kind: 'none' } }, 'Content-Type', undefined],
    [
      'another type',
      { contentType: 'text/x', body: { kind: 'text', text: 'x' }, breaks: ['accepted-type'] },
      'Content-Type',
      'text/x',
    ],
    ['no type', { contentType: null, breaks: ['content-type'] }, 'Content-Type', undefined],
    ['rows', { rows: [['Require', 'x']], breaks: ['require'] }, 'Require', 'x'],
    ['a branch', { branch: 'z9hG4bKfixed' }, 'Via', 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKfixed'],
    ['another length', { edits: { contentLength: 9_999 }, breaks: ['content-length'] }, 'Content-Length', '9999'],
  ];
  for (const [what, notify, name, value] of odd) {
    it(`have ${what}`, () => {
      const wire = fetched([notify]);
      const [sent] = notifies(wire);
      assert.equal(fieldOf(sent, name), value);
      assert.equal(sent?.packet.provocation, notify.breaks === undefined ? undefined : 'tested');
      assertMeant(wire.sent);
    });
  }

  it('have the branch of the one before', () => {
    const [first, second] = notifies(
      fetched([{ state: 'active' }, { after: 100, branch: 'same', breaks: ['branch'] }]),
    );
    assert.equal(fieldOf(first, 'Via'), fieldOf(second, 'Via'));
  });

  it('have Vias of their own, and leave from the second socket', () => {
    const vias = ['SIP/2.0/{transport} {own};branch={branch};rport', 'SIP/2.0/UDP\r\n b:{port};branch=z9hG4bK{token}'];
    const wire = fetched([{ vias, from: 'other', breaks: ['branch'] }]);
    const [notify] = notifies(wire);
    const values = notify?.message
      ? fieldsNamed(notify.message, 'via').map(({ value }) => value.replace(/\s+/g, ' '))
      : [];
    assert.match(values[0] ?? '', /^SIP\/2\.0\/UDP 192\.0\.2\.1:5080;branch=z9hG4bKid\d+;rport$/);
    assert.match(values[1] ?? '', /^SIP\/2\.0\/UDP b:5080;branch=z9hG4bKid\d+$/);
    assert.deepEqual(notify?.packet.local, OTHER);
    assertMeant(wire.sent);
  });

  it('carry what is published when they leave, or a document of their own', () => {
    const wire = new ScriptedWire([
      notifying([{ state: 'active;expires=9' }, { after: 1_000, body: { kind: 'empty-root' } }]),
    ]);
    wire.send(publish());
    wire.send(subscribe());
    wire.sleep(1_000);
    const bodies = notifies(wire).map(({ message }) => (message ? bodyOf(message).toString() : ''));
    assert.match(bodies[0] ?? '', /<entity/);
    assert.doesNotMatch(bodies.at(-1) ?? '', /<entity/);
  });

  it('keep the id that the client gave its Event', () => {
    const wire = new ScriptedWire([notifying([{}])]);
    wire.send(subscribe({ set: [['Event', 'service-settings;id=7']] }));
    assert.equal(fieldOf(notifies(wire)[0], 'Event'), 'service-settings;id=7');
  });

  it('end the subscription for the Endpoint, and hand it back where they do not', () => {
    const lasting = (notify: readonly ScriptedNotify[]) => {
      const wire = new ScriptedWire([notifying(notify)]);
      wire.answer = takesAll;
      const [ok] = wire.send(
        subscribe({
          set: [
            ['Expires', '600'],
            ['Call-ID', 'long'],
          ],
        }),
      );
      const to = fieldOf(ok, 'To') ?? '';
      wire.send(publish());
      wire.sleep(1_000);
      const before = wire.sent.length;
      wire.send(
        subscribe({
          set: [
            ['Call-ID', 'long'],
            ['To', to],
            ['CSeq', '2 SUBSCRIBE'],
            ['Expires', '600'],
          ],
        }),
      );
      return { wire, refresh: wire.sent.slice(before) };
    };
    const ended = lasting([{}]);
    assert.deepEqual(lines(ended.refresh), ['1000 SIP/2.0 481 Subscription Does Not Exist']);
    const goes = lasting([{ state: 'active;expires=600' }]);
    // The publication in between is not notified: the NOTIFYs of the dialog are scripted.
    assert.deepEqual(lines(goes.wire.sent), [
      '0 SIP/2.0 200 OK',
      '0 NOTIFY',
      '0 SIP/2.0 200 OK',
      '1000 SIP/2.0 200 OK',
      '1000 NOTIFY',
    ]);
    assert.equal(Number.parseInt(fieldOf(goes.refresh[1], 'CSeq') ?? '', 10) > 1, true);
    assertMeant(goes.wire.sent);
  });
});

describe('a lasting subscription whose NOTIFYs are scripted', () => {
  it('ends in silence when it runs out', () => {
    const wire = new ScriptedWire([notifying([{ state: 'active;expires=600' }])]);
    wire.answer = takesAll;
    wire.send(subscribe({ set: [['Expires', '600']] }));
    assert.deepEqual(wire.sleep(700_000), []);
    assert.equal(wire.server.endsAt(), undefined);
  });
});

describe('scripted messages and the timers of the profile', () => {
  const timers = { t1: 2_000, t2: 16_000, t4: 17_000 };

  it('wait for Timer N, and for the moment of a 100', () => {
    const answers = [
      { with: { status: 100 }, sinceT2: true, after: 100 },
      { with: 'normal', sinceT2: true, after: 1_000 },
    ] as const;
    const wire = new ScriptedWire([notifying([{ since: 'timer-n', after: 8_000 }], { answers })], { timers });
    wire.answer = takesAll;
    wire.send(subscribe());
    assert.deepEqual(lines(wire.sleep(200_000)), ['14100 SIP/2.0 100 Trying', '15000 SIP/2.0 200 OK', '151000 NOTIFY']);
    assertMeant(wire.sent);
  });

  it('are not waited for when their connection has ended', () => {
    const wire = new ScriptedWire([notifying([{}])]);
    wire.send(subscribe(), { transport: 'tcp', connection: 4 });
    assert.equal(wire.server.busyUntil, 32_000);
    wire.server.disconnected(4);
    assert.equal(wire.server.busyUntil, 0);
  });
});

describe('other requests to the client', () => {
  const requesting = (requests: readonly OwnRequest[], on: Behavior['on'] = {}): Behavior => ({
    name: 'tested',
    on,
    do: { answers: [{ with: 'normal' }], requests },
  });

  it('go to the Contact of the client, outside of any dialog', () => {
    const wire = new ScriptedWire([requesting([{ method: 'FOO', after: 500 }])]);
    wire.answer = takesAll;
    wire.send(register());
    wire.sleep(60_000);
    const [, foo] = wire.sent;
    assert.deepEqual(lines(wire.sent), ['0 SIP/2.0 200 OK', '500 FOO']);
    assert.match(foo?.text ?? '', /^FOO sip:alice@192\.0\.2\.10:5060 SIP/);
    assert.equal(tagOf(foo, 'To'), undefined);
    assert.notEqual(tagOf(foo, 'From'), undefined);
    assert.equal(fieldOf(foo, 'CSeq'), '1 FOO');
    assertMeant(wire.sent);
  });

  it('go where the request came from when it has no Contact', () => {
    const wire = new ScriptedWire([requesting([{ method: 'OPTIONS', since: 'request' }])]);
    const [first] = wire.send(publish());
    assert.match(first?.text ?? '', /^OPTIONS sip:192\.0\.2\.10:5060 SIP/);
  });

  it('go inside the dialog that the SUBSCRIBE makes, with its CSeq', () => {
    const notify: readonly ScriptedNotify[] = [{ state: 'active;expires=60' }, { after: 2_000 }];
    const wire = fetched(notify, { requests: [{ method: 'INFO', isInDialog: true, after: 1_000 }] });
    assert.deepEqual(
      wire.sent.slice(1).map((each) => fieldOf(each, 'CSeq')),
      ['1 NOTIFY', '2 INFO', '3 NOTIFY'],
    );
    assert.equal(tagOf(wire.sent[2], 'To'), '4fa3c2d19b');
    assertMeant(wire.sent);
  });

  it('carry a body', () => {
    const wire = new ScriptedWire([requesting([{ method: 'MESSAGE', body: { kind: 'text', text: 'hello' } }])]);
    const [, message] = wire.send(publish());
    assert.equal(fieldOf(message, 'Content-Type'), 'text/plain');
    assert.match(message?.text ?? '', /\r\n\r\nhello$/);
  });

  it('are acknowledged when they are an INVITE that is refused, each time', () => {
    const wire = new ScriptedWire([requesting([{ method: 'INVITE' }], { method: 'REGISTER' })]);
    const [, invite] = wire.send(register());
    assert.ok(invite?.message);
    const refusal = responseTo(invite.message, 488, 'Not Acceptable Here');
    const acks = [...wire.send(refusal), ...wire.send(refusal)];
    assert.deepEqual(lines(acks), ['0 ACK', '0 ACK']);
    assert.equal(fieldOf(acks[0], 'Via'), fieldOf(invite, 'Via'));
    assert.equal(fieldOf(acks[0], 'CSeq'), '1 ACK');
    assert.deepEqual(wire.sleep(60_000), []);
    assertMeant(wire.sent);
  });

  it('end the session at once when they are an INVITE that is taken', () => {
    const wire = new ScriptedWire([requesting([{ method: 'INVITE' }], { method: 'REGISTER' })]);
    const [, invite] = wire.send(register());
    assert.ok(invite?.message);
    wire.answer = takesAll;
    const ok = responseTo(invite.message)
      .toString('latin1')
      .replace('\r\nContent', ';tag=c\r\nContact: <sip:alice@192.0.2.10:5070>\r\nContent');
    const [ack, bye] = wire.send(
      Buffer.from(ok.replace(/(To: [^\r]*)/, '$1;tag=c').replace(/(CSeq: [^;\r]*);tag=c/, '$1'), 'latin1'),
    );
    assert.match(ack?.text ?? '', /^ACK sip:alice@192\.0\.2\.10:5070 SIP/);
    assert.notEqual(fieldOf(ack, 'Via'), fieldOf(invite, 'Via'));
    assert.equal(fieldOf(bye, 'CSeq'), '2 BYE');
    assert.equal(tagOf(bye, 'To'), 'c');
    assertMeant(wire.sent);
  });

  it('are no longer repeated when they are an INVITE that rings', () => {
    const wire = new ScriptedWire([requesting([{ method: 'INVITE' }], { method: 'REGISTER' })]);
    const [, invite] = wire.send(register());
    assert.ok(invite?.message);
    assert.deepEqual(times(wire.sleep(8_000)), [500, 1_500, 3_500, 7_500]);
    wire.send(responseTo(invite.message, 180, 'Ringing'));
    assert.deepEqual(wire.sleep(60_000), []);
  });
});
