import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { TransportName } from '../core/address';
import { fromServer, judged, notifies, SECOND } from './notify-watch.fixture';
import type { RequirementResult } from './result';

/** When the NOTIFY is sent anew over UDP: Timer E doubles up to T2 (RFC 3261 §17.1.2.2). */
const copies = [0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5];

interface Silence {
  readonly transport?: TransportName;
  /** The copies of the NOTIFY, in seconds. */
  readonly copies?: readonly number[];
  /** When the client sends something else, in seconds. */
  readonly shows?: readonly number[];
  readonly connection?: number;
  readonly answersAt?: number;
  readonly leavesAt?: number;
  readonly port?: number;
  /** When a server of ours, whose trace says nothing of itself, notes it. */
  readonly notedAt?: number;
}

/** A NOTIFY without an answer, and what else is seen of the client, in order of time. */
function silence(changes: Silence): RequirementResult {
  const { transport = 'udp', connection = 1, shows = [20, 40], answersAt, leavesAt, notedAt, port = 5060 } = changes;
  const flow = (number: number) => (transport === 'udp' ? { transport } : { transport, connection: number });
  return judged((trace) => {
    const subscribe = trace.subscribes({}, flow(1));
    trace.answers(subscribe, 200, [['To', fromServer]]);
    const notify = notifies(trace, subscribe, {}, flow(1));
    const { bytes } = notify;
    const acts: (readonly [number, (at: number) => void])[] = [
      ...(changes.copies ?? (transport === 'udp' ? copies : [])).map(
        (at) => [at, (ms: number) => trace.gets(bytes, { at: ms, ...flow(1) })] as const,
      ),
      ...shows.map((at) => {
        const event = { ...flow(connection), remote: { host: '192.0.2.10', port } };
        return [at, (ms: number) => trace.publishes({}, { at: ms, ...event })] as const;
      }),
      ...(notedAt === undefined
        ? []
        : [[notedAt, () => trace.notes('notify-unanswered', 'a note', subscribe.frame)] as const]),
      ...(answersAt === undefined ? [] : [[answersAt, () => trace.acknowledges(notify)] as const]),
      ...(leavesAt === undefined
        ? []
        : [[leavesAt, (ms: number) => trace.registers({ set: [['Expires', '0']] }, { at: ms })] as const]),
    ];
    for (const [at, act] of acts.toSorted(([a], [b]) => a - b)) act(at * SECOND);
  });
}

describe('a NOTIFY that is not answered in a capture', () => {
  it('fails 6.1.1.2-1 over UDP, and is told once', () => {
    const { verdict, findings } = silence({ shows: [20, 40, 60] });
    assert.deepEqual([verdict, findings.map(({ frame, actual }) => [frame, actual])], ['fail', [[3, 'no response']]]);
    assert.match(findings[0]?.message ?? '', /^the client did not answer the NOTIFY for \S+ within 32 s \(Timer F\)/);
  });

  it('fails 6.1.1.2-1 on a connection that stays', () => {
    assert.equal(silence({ transport: 'tcp' }).verdict, 'fail');
  });

  it('is told once where the note of a server tells it, too', () => {
    const { findings } = silence({ notedAt: 32 });
    assert.deepEqual(
      findings.map(({ outcome, message }) => [outcome, message]),
      [['fail', 'a note']],
    );
  });

  const undecided: readonly (readonly [string, Silence])[] = [
    ['was answered', { answersAt: 31 }],
    ['the capture ends before Timer F', { shows: [20, 31.9] }],
    ['the client shows itself no more', { shows: [20] }],
    ['the client was not seen while it waited', { shows: [40] }],
    ['the server stopped sending it early', { copies: [0.5, 1.5] }],
    ['the client was about to leave', { leavesAt: 0.01 }],
    ['the client came back on another connection', { transport: 'tcp', connection: 2 }],
    ['the messages are those of another port', { port: 5099 }],
  ];
  for (const [name, changes] of undecided) {
    it(`is nothing that is known for certain where ${name}`, () => {
      assert.deepEqual(
        silence(changes).findings.filter(({ outcome }) => outcome === 'fail'),
        [],
      );
    });
  }
});
