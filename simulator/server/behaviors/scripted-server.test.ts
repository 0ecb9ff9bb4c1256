import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { SERVER } from '../endpoint.fixture';
import type { Behavior } from './behavior';
import {
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

const refuse = (status: number, on: Behavior['on'] = {}, times: Behavior['times'] = 1): Behavior => ({
  ...behavior(on, { answers: [{ with: { status } }] }, times),
  name: `refuse ${status}`,
});
const statuses = (wire: ScriptedWire, count: number): readonly string[] =>
  Array.from({ length: count }, () => lines(wire.send(publish()))[0]?.split(' ')[2] ?? 'nothing');

describe('a script', () => {
  it('gives each request to the first behaviour that fits and has uses left', () => {
    const wire = new ScriptedWire([refuse(403, { method: 'REGISTER' }), refuse(500, {}, 2), refuse(404)]);
    assert.deepEqual(statuses(wire, 4), ['500', '500', '404', '200']);
    assert.equal(lines(wire.send(register()))[0], '0 SIP/2.0 403 Forbidden');
    assert.deepEqual(
      ['refuse 403', 'refuse 500', 'refuse 404', 'other'].map((name) => wire.server.used(name)),
      [1, 2, 1, 0],
    );
    assert.deepEqual(
      [...wire.server.usage()],
      [
        ['refuse 403', 1],
        ['refuse 500', 2],
        ['refuse 404', 1],
      ],
    );
  });

  it('does so always where a behaviour says so', () => {
    assert.deepEqual(statuses(new ScriptedWire([refuse(500, {}, 'always')]), 5), ['500', '500', '500', '500', '500']);
  });

  it('counts the requests that fit, whoever took them', () => {
    const wire = new ScriptedWire([refuse(500, { nth: 2 }), refuse(404, { fromNth: 4 }, 'always')]);
    assert.deepEqual(statuses(wire, 5), ['200', '500', '200', '404', '404']);
  });

  it('is not used up by copies, nor looked at for them', () => {
    const wire = new ScriptedWire([refuse(500, {}, 2)]);
    const bytes = publish();
    const sent = [wire.send(bytes), wire.send(bytes), wire.send(bytes)].flat();
    assert.deepEqual(lines(sent), Array(3).fill('0 SIP/2.0 500 Server Internal Error'));
    assert.equal(wire.server.used('refuse 500'), 1);
  });

  it('leaves copies of what the Endpoint answered before to the Endpoint', () => {
    const wire = new ScriptedWire([]);
    const bytes = publish();
    const [first] = wire.send(bytes);
    wire.server.load([refuse(500)]);
    assert.equal(wire.send(bytes)[0]?.text, first?.text);
    assert.deepEqual(statuses(wire, 1), ['500']);
  });

  it('is replaced while what an earlier one began goes on', () => {
    const wire = new ScriptedWire([behavior({}, { answers: [{ with: 'normal', after: 1_000 }] })]);
    wire.send(publish());
    wire.server.load([refuse(500)]);
    assert.deepEqual(statuses(wire, 2), ['500', '200']);
    assert.deepEqual(lines(wire.sleep(2_000)), ['1000 SIP/2.0 200 OK']);
    assert.equal(wire.server.used('tested'), 0);
  });

  it('is dropped with all that it was going to send', () => {
    const notify = [{ after: 5_000 }];
    const wire = new ScriptedWire([behavior({ method: 'SUBSCRIBE' }, { answers: [{ with: 'normal' }], notify })]);
    wire.send(subscribe());
    wire.server.clear();
    assert.deepEqual(wire.sleep(300_000), []);
    assert.deepEqual(statuses(wire, 1), ['200']);
  });

  it('knows a request for longer than its client may repeat it, and then forgets it', () => {
    const wire = new ScriptedWire([behavior({ method: 'PUBLISH' }, {})]);
    const bytes = publish();
    wire.send(bytes);
    wire.sleep(70_000);
    assert.deepEqual(wire.send(bytes), []);
    wire.sleep(30_000);
    assert.equal(wire.server.endsAt(), undefined);
  });

  it('says until when it is busy', () => {
    const wire = new ScriptedWire([
      behavior({ method: 'SUBSCRIBE' }, { answers: [{ with: 'normal' }], notify: [{ after: 40_000 }] }),
    ]);
    wire.send(subscribe());
    assert.equal(wire.server.busyUntil, 40_000);
    wire.sleep(40_000);
    assert.equal(wire.server.busyUntil, 72_000);
    wire.answer = takesAll;
    wire.sleep(1_000);
    assert.equal(wire.server.busyUntil, 40_000);
  });

  it('fails where it needs a second socket and there is none', () => {
    const wire = new ScriptedWire([behavior({}, { answers: [{ with: 'normal', from: 'other' }] })]);
    wire.server.useSockets({ main: SERVER });
    assert.throws(() => wire.send(publish()), /needs a second socket/);
  });

  it('takes the event package of the configuration', () => {
    const wire = new ScriptedWire([refuse(500, { event: '{package}' })], { eventPackage: 'im-settings' });
    assert.equal(lines(wire.send(subscribe()))[0], '0 SIP/2.0 489 Bad Event');
    assert.equal(
      lines(wire.send(subscribe({ set: [['Event', 'im-settings']] })))[0],
      '0 SIP/2.0 500 Server Internal Error',
    );
  });
});

describe('what a script needs of the Endpoint', () => {
  const account = { credentials: { username: 'alice', password: 'secret' }, challenge: 'all' as const };

  it('lets a client pass that shows a nonce of the script', () => {
    const rows = [['WWW-Authenticate', 'Digest realm="{realm}", nonce="{token}long", algorithm=SHA-256']] as const;
    const wire = new ScriptedWire([behavior({}, { answers: [{ with: { status: 401, rows } }] })], account);
    const [asked] = wire.send(publish());
    const nonce = /nonce="([^"]*)"/.exec(fieldOf(asked, 'WWW-Authenticate') ?? '')?.[1];
    const shown = (value: string | undefined) =>
      publish({
        add: [
          ['Authorization', `Digest username="alice", realm="example.com", nonce="${value}", uri="x", response="0"`],
        ],
      });
    assert.equal(lines(wire.send(shown(nonce)))[0], '0 SIP/2.0 200 OK');
    assert.equal(lines(wire.send(shown('another')))[0], '0 SIP/2.0 401 Unauthorized');
  });

  it('gives out the entity-tag that a behaviour wants, and knows it again', () => {
    const wire = new ScriptedWire([behavior({}, { entityTag: "Aa1-.!%*_+`'~{count}", answers: [{ with: 'normal' }] })]);
    const [ok] = wire.send(publish());
    assert.equal(fieldOf(ok, 'SIP-ETag'), "Aa1-.!%*_+`'~1");
    const [again] = wire.send(publish({ add: [['SIP-If-Match', fieldOf(ok, 'SIP-ETag') ?? '']] }));
    assert.equal(lines(again ? [again] : [])[0], '0 SIP/2.0 200 OK');
  });

  it('takes a request that was sent elsewhere for the address that it came from', () => {
    const rows = [['Contact', '<sip:{user}@{other}>']] as const;
    const wire = new ScriptedWire([behavior({ at: 'main' }, { answers: [{ with: { status: 302, rows } }] })], {
      servedUris: ['sip:alice@example.com'],
    });
    const [moved] = wire.send(publish());
    assert.equal(fieldOf(moved, 'Contact'), '<sip:alice@192.0.2.1:5080>');
    const redirected = { requestUri: 'sip:alice@192.0.2.1:5080' };
    assert.equal(lines(wire.send(publish(redirected), { local: OTHER }))[0], '0 SIP/2.0 200 OK');
    assert.match(wire.endpoint.document('sip:alice@example.com').toString(), /AABBCC/);
    assert.equal(lines(wire.send(publish(redirected)))[0], '0 SIP/2.0 404 Not Found');
  });

  it('answers only so many pings', () => {
    const wire = new ScriptedWire([behavior({}, { answers: [{ with: 'normal' }], pongs: 2 })]);
    wire.send(register(), { transport: 'tcp', connection: 3 });
    assert.deepEqual(
      [1, 2, 3, 4].map(() => wire.server.answersPing(3)),
      [true, true, false, false],
    );
    assert.equal(wire.server.answersPing(4), true);
    wire.server.disconnected(3);
    assert.equal(wire.server.answersPing(3), true);
  });
});
