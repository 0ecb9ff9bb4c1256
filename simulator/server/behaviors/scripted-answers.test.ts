import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { fieldsNamed } from '../../sip/message';
import { CLIENT, SERVER } from '../endpoint.fixture';
import type { Action } from './behavior';
import {
  assertMeant,
  behavior,
  fieldOf,
  lines,
  OTHER,
  publish,
  register,
  ScriptedWire,
  subscribe,
  takesAll,
} from './scripted.fixture';

const publishing = { method: 'PUBLISH' };
const busy = { with: { status: 503, rows: [['Retry-After', '15 (soon);duration=60']] } } as const;

/** A PUBLISH that meets an action, and what comes of it in a minute with the copies of Timer E. */
function met(action: Action, bytes = publish(), copies: readonly number[] = []): ScriptedWire {
  const wire = new ScriptedWire([behavior(publishing, action)]);
  wire.send(bytes);
  for (const gap of copies) {
    wire.sleep(gap);
    wire.send(bytes);
  }
  wire.sleep(60_000);
  return wire;
}

describe('answers of a behaviour', () => {
  it('take up keep-alives where the client offers them, and only there', () => {
    const offered = (params: string) => {
      const via = `SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKkeep${params.length};rport${params}`;
      const action: Action = { answers: [{ with: 'normal', edits: { via: { keep: 30 } } }] };
      const { sent } = met(action, publish({ set: [['Via', via]] }));
      assertMeant(sent);
      return /;keep[^;]*/i.exec(fieldOf(sent[0], 'Via') ?? '')?.[0];
    };
    assert.equal(offered(';keep'), ';keep=30');
    assert.equal(offered(';Keep;x=1'), ';Keep=30');
    assert.equal(offered(''), undefined);
  });

  it('have status, reason and rows of their own, and all that a response copies', () => {
    const { sent } = met({ answers: [busy] });
    assert.deepEqual(lines(sent), ['0 SIP/2.0 503 Service Unavailable']);
    assert.equal(fieldOf(sent[0], 'Retry-After'), '15 (soon);duration=60');
    assert.match(fieldOf(sent[0], 'To') ?? '', /;tag=id\d+$/);
    assert.match(fieldOf(sent[0], 'Via') ?? '', /rport=5060;received=192\.0\.2\.10$/);
    assertMeant(sent);
    const unknown = met({
      answers: [{ with: { status: 498 } }, { with: { status: 299, reason: 'Fine' }, kept: false }],
    });
    assert.deepEqual(lines(unknown.sent), ['0 SIP/2.0 498 Unknown Status', '0 SIP/2.0 299 Fine']);
  });

  it('replace placeholders', () => {
    const rows = [
      ['Contact', '<sip:{user}@{other};transport={transport}>'],
      ['Subject', '{uri} {realm} {count} {nothing}'],
    ] as const;
    const { sent } = met({ answers: [{ with: { status: 302, rows } }] });
    assert.equal(fieldOf(sent[0], 'Contact'), '<sip:alice@192.0.2.1:5080;transport=udp>');
    assert.equal(fieldOf(sent[0], 'Subject'), 'sip:alice@example.com example.com 1 {nothing}');
  });

  it('are those of the Endpoint, with edits', () => {
    const { sent, endpoint } = met({
      answers: [{ with: 'normal', edits: { grant: 20, set: [['SIP-ETag', 'mine']] } }],
    });
    assert.equal(fieldOf(sent[0], 'SIP-ETag'), 'mine');
    assert.equal(fieldOf(sent[0], 'Expires'), '20');
    assert.match(endpoint.document('sip:alice@example.com').toString(), /AABBCCDDEEFF/);
  });

  it('leave the state alone unless the request is carried out', () => {
    const state = (action: Action): boolean =>
      /AABB/.test(met(action).endpoint.document('sip:alice@example.com').toString());
    assert.equal(state({ answers: [busy] }), false);
    assert.equal(state({}), false);
    assert.equal(state({ carryOut: true }), true);
    assert.equal(state({ carryOut: true, answers: [busy] }), true);
    assert.equal(state({ carryOut: false, answers: [busy] }), false);
  });

  it('come late, and again, and copies in between get what was sent last', () => {
    const wire = met(
      { answers: [{ with: 'normal', after: 2_000, repeats: [700, 300] }] },
      publish(),
      [500, 1_000, 1_000],
    );
    assert.deepEqual(
      lines(wire.sent).map((line) => line.split(' ')[0]),
      ['2000', '2500', '2700', '3000'],
    );
    assert.equal(new Set(wire.sent.map(({ text }) => text)).size, 1);
    assertMeant(wire.sent);
  });

  it('come when a copy comes, and not before', () => {
    const wire = met({ answers: [{ with: 'normal', atCopy: 3 }] }, publish(), [500, 1_000, 2_000]);
    assert.deepEqual(lines(wire.sent), ['1500 SIP/2.0 200 OK', '3500 SIP/2.0 200 OK']);
  });

  it('never come', () => {
    assert.deepEqual(met({}, publish(), [500, 1_000]).sent, []);
  });

  it('begin with a 100, which copies get until there is more', () => {
    const answers = [
      { with: { status: 100 }, after: 3_600 },
      { with: 'normal', after: 10_000 },
    ] as const;
    const wire = met({ answers }, publish(), [3_500, 500, 4_000]);
    assert.deepEqual(lines(wire.sent), [
      '3600 SIP/2.0 100 Trying',
      '4000 SIP/2.0 100 Trying',
      '8000 SIP/2.0 100 Trying',
      '10000 SIP/2.0 200 OK',
    ]);
    assertMeant(wire.sent);
  });

  it('begin with a foreign one, after which copies get nothing until the right one comes', () => {
    const foreign = {
      with: 'normal',
      edits: { via: { branch: 'z9hG4bKwrong' } },
      kept: false,
      breaks: ['via'],
    } as const;
    const wire = met({ answers: [foreign, { with: 'normal', after: 2_000 }] }, publish(), [500, 1_000, 1_000]);
    assert.deepEqual(
      lines(wire.sent).map((line) => line.split(' ')[0]),
      ['0', '2000', '2500'],
    );
    assert.match(wire.sent[0]?.text ?? '', /branch=z9hG4bKwrong/);
    assert.equal(wire.sent[0]?.packet.provocation, 'tested');
    assert.equal(wire.sent[1]?.packet.provocation, undefined);
    assertMeant(wire.sent);
  });

  it('leave from the second socket, or for the port of sent-by', () => {
    const from = met({ answers: [{ with: 'normal', from: 'other', breaks: ['path'] }] }).sent[0];
    assert.deepEqual([from?.packet.local, from?.packet.remote], [OTHER, CLIENT]);
    const wire = new ScriptedWire([
      behavior(publishing, { answers: [{ with: 'normal', to: 'sent-by', breaks: ['path'] }] }),
    ]);
    const [to] = wire.send(publish(), { remote: { host: '192.0.2.10', port: 40_000 } });
    assert.deepEqual(to?.packet.remote, { host: '192.0.2.10', port: 5060 });
    assert.equal(to?.packet.provocation, 'tested');
  });

  it('say how they are written to a stream', () => {
    const answers = [
      { with: 'normal', stream: { parts: 3, gap: 50 } },
      { with: 'normal', stream: { joinsNext: true } },
    ] as const;
    const [cut, joined] = met({ answers }).sent;
    assert.deepEqual([cut?.packet.pieces, cut?.packet.joinsNext], [{ count: 3, gap: 50 }, undefined]);
    assert.deepEqual([joined?.packet.pieces, joined?.packet.joinsNext], [undefined, true]);
  });

  it('do not come, for the connection is closed', () => {
    const wire = new ScriptedWire([behavior(publishing, { closeAfter: 100 })]);
    wire.send(publish(), { transport: 'tcp', connection: 7 });
    assert.deepEqual(wire.disconnected, []);
    wire.sleep(1_000);
    assert.deepEqual(wire.disconnected, [{ at: 100, connection: 7 }]);
    assert.deepEqual(wire.sent, []);
  });

  it('are not given to CANCEL, which has an answer of its own while they are awaited', () => {
    const bytes = publish();
    const wire = new ScriptedWire([behavior(publishing, { answers: [{ with: 'normal', after: 5_000 }] })]);
    wire.send(bytes);
    const cancel = Buffer.from(
      bytes
        .toString('latin1')
        .replace(/^PUBLISH/, 'CANCEL')
        .replace('1 PUBLISH', '1 CANCEL'),
      'latin1',
    );
    assert.deepEqual(lines(wire.send(cancel)), ['0 SIP/2.0 200 OK']);
    wire.sleep(10_000);
    const late = Buffer.from(cancel.toString('latin1').replace('branch=z9', 'branch=z9hG4bKx'), 'latin1');
    assert.deepEqual(lines(wire.send(late)), ['10000 SIP/2.0 481 Call/Transaction Does Not Exist']);
  });
});

describe('answers to a SUBSCRIBE', () => {
  const subscribing = { method: 'SUBSCRIBE' };
  const subscribed = (action: Action, bytes = subscribe()): ScriptedWire => {
    const wire = new ScriptedWire([behavior(subscribing, action)]);
    wire.answer = takesAll;
    wire.send(bytes);
    wire.sleep(40_000);
    return wire;
  };

  it("take the Endpoint's NOTIFY along when they are late", () => {
    const { sent } = subscribed({ answers: [{ with: 'normal', after: 5_000, edits: { status: 202 } }] });
    assert.deepEqual(lines(sent), ['5000 SIP/2.0 202 Accepted', '5000 NOTIFY']);
    assertMeant(sent);
  });

  it('leave nothing behind when they refuse or are lost', () => {
    const lost = subscribed({ carryOut: true });
    const refused = subscribed({ carryOut: true, answers: [{ with: { status: 403 } }] });
    assert.deepEqual(lines([...lost.sent, ...refused.sent]), ['0 SIP/2.0 403 Forbidden']);
    refused.sleep(200_000);
    assert.equal(refused.server.endsAt(), undefined);
  });

  it('leave no lasting subscription behind when the answer is lost', () => {
    const wire = subscribed({ carryOut: true }, subscribe({ set: [['Expires', '600']] }));
    wire.sleep(100_000);
    assert.equal(wire.server.endsAt(), undefined);
    assert.deepEqual(wire.sent, []);
  });

  it('keep a lasting subscription as the Endpoint has it', () => {
    const wire = subscribed({ answers: [{ with: 'normal', after: 1_000 }] }, subscribe({ set: [['Expires', '600']] }));
    wire.send(publish());
    assert.deepEqual(lines(wire.sent).slice(-3), ['1000 NOTIFY', '40000 SIP/2.0 200 OK', '40000 NOTIFY']);
    assert.match(fieldOf(wire.sent.at(-1), 'CSeq') ?? '', /^2 NOTIFY/);
  });
});

describe('answers to a REGISTER', () => {
  it('change what is granted, and keep the bindings', () => {
    const wire = new ScriptedWire([
      behavior({ method: 'REGISTER' }, { answers: [{ with: 'normal', edits: { grant: 60 } }] }),
    ]);
    const [ok] = wire.send(register());
    assert.match(fieldOf(ok, 'Contact') ?? '', /^<sip:alice@192\.0\.2\.10:5060>;expires=60;\+g\.oma\.sip-im$/);
    assert.equal(ok?.message && fieldsNamed(ok.message, 'contact').length, 1);
    assert.deepEqual(ok?.packet.local, SERVER);
    assertMeant(wire.sent);
  });
});
