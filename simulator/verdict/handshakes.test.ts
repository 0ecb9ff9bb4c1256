import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { TraceBuilder } from '../checks/trace.fixture';
import { judgeOf } from './judge.fixture';
import type { Judgement } from './result';

const id = 'RFC7118-4.1-1';
const ws = { transport: 'ws', connection: 1 } as const;
const bob = 'sip:bob@example.com';
const ofBob = { requestUri: bob, set: [['From', `<${bob}>;tag=x8s2kq`] as const, ['To', `<${bob}>`] as const] };
const atBob = { ...ws, connection: 2, remote: { host: '192.0.2.20', port: 5060 } };

/** Judges what a capture shows; nobody is told a next hop. */
function judged(build: (trace: TraceBuilder) => void, imAddress?: string): Judgement {
  return judgeOf(build, { imAddress, nextHop: undefined }, { ownsServer: false }).judgement();
}

function rows({ clients }: Judgement) {
  return clients.map(({ imAddress, requirements }) => [imAddress, requirements.find((row) => row.id === id)?.verdict]);
}

function sumOf({ requirements }: Judgement) {
  const { verdict, observations, findings } = requirements.find((row) => row.id === id) ?? assert.fail();
  return [verdict, observations, findings.length];
}

describe('the handshake of a WebSocket', () => {
  it('is put down to the client that the first message behind it names, and counted once', () => {
    const judgement = judged((trace) => {
      trace.handshakes(['xmpp']);
      trace.answers(trace.registers({}, ws));
      trace.answers(trace.publishes({}, ws));
    });
    assert.deepEqual(rows(judgement), [['sip:alice@example.com', 'fail']]);
    assert.equal(judgement.clients[0]?.verdict, 'fail');
    assert.deepEqual(sumOf(judgement), ['fail', 1, 1]);
  });

  it('passes in the row of the client where it offers sip', () => {
    const judgement = judged((trace) => {
      trace.handshakes(['sip']);
      trace.answers(trace.publishes({}, ws));
    });
    assert.deepEqual(rows(judgement), [['sip:alice@example.com', 'pass']]);
    assert.deepEqual(sumOf(judgement), ['pass', 1, 0]);
  });

  it("is nobody else's", () => {
    const judgement = judged((trace) => {
      trace.handshakes([]);
      trace.answers(trace.publishes(ofBob, atBob));
      trace.answers(trace.publishes({}, ws));
    });
    assert.deepEqual(rows(judgement), [
      [bob, 'not-applicable'],
      ['sip:alice@example.com', 'fail'],
    ]);
  });

  it('is not looked at again with later messages of the client', () => {
    const judgement = judged((trace) => {
      trace.handshakes([]);
      trace.answers(trace.publishes({}, ws));
      trace.answers(trace.publishes(ofBob, ws));
    });
    assert.deepEqual(rows(judgement), [
      ['sip:alice@example.com', 'fail'],
      [bob, 'not-applicable'],
    ]);
  });

  it('counts once its client is known to be the one under test, and not where it is somebody else', () => {
    const build = (trace: TraceBuilder) => {
      trace.handshakes([]);
      trace.answers(trace.publishes({}, ws));
      trace.answers(trace.publishes(ofBob, atBob));
    };
    const alice = judged(build, 'sip:alice@example.com');
    assert.deepEqual([rows(alice), sumOf(alice)], [[['sip:alice@example.com', 'fail']], ['fail', 1, 1]]);
    assert.notEqual(sumOf(judged(build, bob))[0], 'fail');
  });
});
