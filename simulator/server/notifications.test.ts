import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { asRequest, CLIENT, responseTo, Wire } from './endpoint.fixture';
import { subscribe } from './subscribe.fixture';

describe('notifier: NOTIFY transactions (RFC 3261 section 17.1.2)', () => {
  it('repeats an unanswered NOTIFY on UDP for 32 s, then says so', () => {
    const wire = new Wire();
    const { packets } = wire.send(subscribe(), 0, { frame: 5 });
    const wakes = wire.sleep(31_999).filter(({ seen }) => seen.packets.length > 0);
    const expected = [500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500];
    assert.deepEqual(
      wakes.map(({ at }) => at),
      expected,
    );
    assert.ok(wakes.every(({ seen }) => seen.packets[0]?.bytes === packets[1]?.bytes));
    const [note] = wire.sleep(32_000).flatMap(({ seen }) => seen.notes);
    assert.deepEqual([note?.note, note?.frame, note?.remote], ['notify-unanswered', 5, CLIENT]);
    assert.equal(wire.endpoint.endsAt(), undefined);
  });

  it('never repeats it on TCP, and reports the end of the connection', () => {
    const wire = new Wire();
    wire.send(subscribe(), 0, { transport: 'tcp', connection: 4 });
    assert.equal(wire.endpoint.endsAt(), 32_000);
    wire.endpoint.disconnected(4);
    assert.equal(wire.endpoint.endsAt(), 0);
    assert.deepEqual(
      wire.tick(10).notes.map(({ note }) => note),
      ['notify-unanswered'],
    );
    assert.equal(wire.endpoint.endsAt(), undefined);
  });

  it('is content with a 200, and ends with Timers J and K', () => {
    const wire = new Wire();
    const notify = asRequest(wire.send(subscribe()).messages[1]);
    assert.deepEqual(wire.send(responseTo(notify), 100), { packets: [], messages: [], notes: [] });
    assert.deepEqual(
      wire.sleep(1e6).map(({ at, seen }) => [at, seen.packets.length, seen.notes.length]),
      [
        [5_100, 0, 0],
        [32_000, 0, 0],
      ],
    );
  });

  it('quotes a refusal once, with its frame', () => {
    const wire = new Wire();
    const notify = asRequest(wire.send(subscribe()).messages[1]);
    const refusal = responseTo(notify, 481, 'Gone');
    const [note] = wire.send(refusal, 100, { frame: 9 }).notes;
    assert.equal(note?.note, 'notify-refused');
    assert.equal(note?.frame, 9);
    assert.match(note?.text ?? '', /sip:alice@example\.com with 481 Gone/);
    assert.deepEqual(wire.send(refusal, 200).notes, []);
  });

  it('ignores stray responses and those with a second Via', () => {
    const wire = new Wire();
    const notify = asRequest(wire.send(subscribe()).messages[1]);
    const lost = responseTo(notify, 500)
      .toString('latin1')
      .replace('From:', 'Via: SIP/2.0/UDP 192.0.2.255;branch=z9hG4bKx\r\nFrom:');
    assert.deepEqual(wire.send(Buffer.from(lost)).notes, []);
    const stray = responseTo(notify, 500)
      .toString('latin1')
      .replace(/branch=\w+/, 'branch=z9hG4bKstray');
    assert.deepEqual(wire.send(Buffer.from(stray)).notes, []);
    assert.deepEqual(wire.send(responseTo(notify, 100)).notes, [], 'provisional');
  });
});
