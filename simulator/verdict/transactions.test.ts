import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { TraceBuilder } from '../checks/trace.fixture';
import { registerBytes } from '../sip/message.fixture';
import { judgeOf } from './judge.fixture';

const tcp = (branch: string) => [['Via', `SIP/2.0/TCP 192.0.2.10:5060;branch=${branch}`]] as const;
const failures = (build: (trace: TraceBuilder) => void, id: '6.1.1.1-8' | '6.1.1.2-6') =>
  judgeOf(build)
    .verdictOn(id)
    .findings.filter(({ outcome }) => outcome === 'fail');

describe('a request once more on its TCP connection', () => {
  const again = (first: number | undefined, second: number | undefined) => (trace: TraceBuilder) => {
    const on = (connection: number | undefined) =>
      ({ transport: 'tcp', ...(connection !== undefined && { connection }) }) as const;
    const { bytes } = trace.publishes({ set: tcp('z9hG4bK1') }, on(first));
    trace.sends(bytes, on(second));
  };

  it('fails 6.1.1.1-8 or 6.1.1.2-6, at the copy', () => {
    const [finding, ...others] = failures(again(1, 1), '6.1.1.1-8');
    assert.deepEqual([finding?.frame, others.length], [2, 0]);
    assert.match(finding?.actual ?? '', /^PUBLISH /);
    const [subscribed] = failures((trace) => {
      const { bytes } = trace.subscribes({ set: tcp('z9hG4bK1') }, { transport: 'tcp', connection: 1 });
      trace.sends(bytes, { transport: 'tcp', connection: 1 });
    }, '6.1.1.2-6');
    assert.equal(subscribed?.frame, 2);
  });

  it('is no breach on another connection, on an unknown one, and over UDP', () => {
    assert.deepEqual(failures(again(1, 2), '6.1.1.1-8'), []);
    assert.deepEqual(failures(again(undefined, undefined), '6.1.1.1-8'), []);
    assert.deepEqual(
      failures((trace) => trace.sends(trace.publishes().bytes), '6.1.1.1-8'),
      [],
    );
  });
});

describe('an ACK', () => {
  const ack = (trace: TraceBuilder, callId: string) =>
    trace.sends(registerBytes({ method: 'ACK', set: [['Call-ID', callId]] }));

  it('fails 6.1.1.1-8 for a PUBLISH and 6.1.1.2-6 for a SUBSCRIBE', () => {
    const [published] = failures((trace) => {
      trace.publishes({ set: [['Call-ID', 'p']] });
      ack(trace, 'p');
    }, '6.1.1.1-8');
    assert.deepEqual([published?.actual, published?.frame], ['ACK', 2]);
    const [subscribed] = failures((trace) => {
      trace.subscribes({ set: [['Call-ID', 's']] });
      ack(trace, 's');
    }, '6.1.1.2-6');
    assert.equal(subscribed?.actual, 'ACK');
  });

  it('is no breach for another Call-ID, nor where an INVITE shares it', () => {
    const none = failures((trace) => {
      trace.publishes({ set: [['Call-ID', 'p']] });
      ack(trace, 'q');
    }, '6.1.1.1-8');
    const shared = failures((trace) => {
      trace.subscribes({ set: [['Call-ID', 'p']] });
      trace.sends(registerBytes({ method: 'INVITE', set: [['Call-ID', 'p']] }));
      ack(trace, 'p');
    }, '6.1.1.2-6');
    assert.deepEqual([none, shared], [[], []]);
  });
});
