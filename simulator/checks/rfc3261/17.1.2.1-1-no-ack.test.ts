import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { registerBytes } from '../../sip/message.fixture';
import { observationsOf, testEntry } from '../entry.fixture';
import { lastOf, row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { publishSubject, registerSubject, subscribeSubject, type TraceBuilder } from '../trace.fixture';
import { noAck } from './17.1.2.1-1-no-ack';

const CALL = row('Call-ID', 'c1');
const ack = (trace: TraceBuilder, cseq = 1, callId = CALL) =>
  trace.sends(registerBytes({ method: 'ACK', set: [callId, row('CSeq', `${cseq} ACK`)] }));
const invite = (trace: TraceBuilder) =>
  trace.sends(
    registerBytes({
      method: 'INVITE',
      set: [CALL, row('CSeq', '1 INVITE'), row('Via', 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKi')],
    }),
  );

testEntry(noAck, 'no ACK is sent for REGISTER, PUBLISH or SUBSCRIBE', {
  violation: {
    seen: lastOf((trace) => {
      trace.answers(trace.publishes({ set: [CALL, row('CSeq', '1 PUBLISH')] }), 412);
      ack(trace);
    }),
    at: 'ACK',
  },
  legal: {
    'ACK for INVITE of another service': {
      seen: lastOf((trace) => {
        trace.publishes();
        invite(trace);
        ack(trace);
      }),
    },
  },
  inapplicable: {
    'an ACK with the Call-ID of nobody': {
      seen: lastOf((trace) => {
        trace.publishes({ set: [CALL, row('CSeq', '1 PUBLISH')] });
        ack(trace, 1, row('Call-ID', 'c2'));
      }),
    },
    'an ACK whose CSeq cannot be read, nor that of the request': {
      seen: lastOf((trace) => {
        trace.publishes({ set: [CALL, row('CSeq', 'x PUBLISH')] });
        trace.sends(registerBytes({ method: 'ACK', set: [CALL, row('CSeq', 'x ACK')] }));
      }),
    },
    'an ACK with another CSeq number': {
      seen: lastOf((trace) => {
        trace.publishes({ set: [CALL, row('CSeq', '1 PUBLISH')] });
        ack(trace, 2);
      }),
    },
    'an ACK whose Call-ID an INVITE has, too': {
      seen: lastOf((trace) => {
        trace.subscribes({ set: [CALL, row('CSeq', '1 SUBSCRIBE')] });
        invite(trace);
        ack(trace);
      }),
    },
  },
});

describe('RFC3261-17.1.2.1-1 an ACK', () => {
  it('passes the requests themselves', () => {
    for (const seen of [publishSubject(), subscribeSubject(), registerSubject()]) {
      assert.deepEqual(outcomesOf(noAck, seen), ['pass']);
    }
  });

  it('fails for each method, and counts for the procedure of the request', () => {
    const after = (send: (trace: TraceBuilder) => void) =>
      lastOf((trace) => {
        send(trace);
        ack(trace);
      });
    const published = after((trace) => trace.publishes({ set: [CALL, row('CSeq', '1 PUBLISH')] }));
    const subscribed = after((trace) => trace.subscribes({ set: [CALL, row('CSeq', '1 SUBSCRIBE')] }));
    const registered = after((trace) => trace.registers({ set: [CALL, row('CSeq', '1 REGISTER')] }));
    const procedures = [published, subscribed, registered].map(
      (seen) => (observationsOf(noAck, { seen }) ?? [])[0]?.procedure,
    );
    assert.deepEqual(procedures, ['publish', 'retrieve', 'other']);
    assert.deepEqual(failuresOf(noAck, registered), ['ACK']);
  });
});
