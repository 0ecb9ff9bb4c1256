import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { observationsOf, testEntry } from '../entry.fixture';
import { lastOf, row } from '../history.fixture';
import { namingFrames } from '../named-frame.fixture';
import { outcomesOf } from '../row.fixture';
import { CLIENT, context, registerSubject, type TraceBuilder } from '../trace.fixture';
import { oneCallId } from './10.2-5-one-call-id';

type Rows = readonly (readonly [string, string])[];
const HOUR = 3_600_000;

/** A REGISTER with a Call-ID of its own and CSeq 1 that gets 200 for an hour. */
const registers = (trace: TraceBuilder, more: Rows = [], event = {}) => {
  const cseq = more.some(([name]) => name === 'CSeq') ? [] : [row('CSeq', '1 REGISTER')];
  return trace.answers(trace.registers({ set: [...cseq, ...more] }, event), 200, [row('Expires', '3600')]);
};
/** Registrations at the times that refreshes are due. */
const refreshes = (times: readonly number[], more: Rows = []) =>
  lastOf((trace) => {
    for (const at of times) registers(trace, more, { at });
  });

testEntry(oneCallId, 'all registrations have one Call-ID', {
  violation: { seen: refreshes([0, 0.9 * HOUR, 1.8 * HOUR]), at: 'call-3@192.0.2.10' },
  legal: { 'new Call-ID after restart': { seen: refreshes([0, 60_000, 120_000]) } },
  inapplicable: {
    'the only REGISTER': { seen: registerSubject() },
    'REGISTERs behind the core': {
      seen: refreshes([0, 0.9 * HOUR, 1.8 * HOUR]),
      context: context({ rules: { capture_point: 'behind-core' } }),
    },
  },
});

describe('RFC3261-10.2-5 another Call-ID in a REGISTER', () => {
  const two = (first: Rows, second: Rows, firstEvent = {}, secondEvent = {}) =>
    lastOf((trace) => {
      registers(trace, first, firstEvent);
      registers(trace, second, secondEvent);
    });
  const evidence = (seen: ReturnType<typeof two>) =>
    namingFrames(observationsOf(oneCallId, { seen }) ?? [])[0]?.message ?? '';

  it('passes the same one', () => {
    assert.deepEqual(outcomesOf(oneCallId, two([row('Call-ID', 'r')], [row('Call-ID', 'r')])), ['pass']);
  });

  it('may be that of a client that was started anew, once or whenever it is no refresh', () => {
    assert.deepEqual(outcomesOf(oneCallId, two([], [])), []);
    assert.deepEqual(outcomesOf(oneCallId, refreshes([0, 0.9 * HOUR])), []);
    assert.deepEqual(outcomesOf(oneCallId, refreshes([0, 0.9 * HOUR, 3 * HOUR])), []);
  });

  it('is a breach where the connection, the tag, or the CSeq goes on', () => {
    const onConnection = { transport: 'tcp', connection: 4 };
    assert.match(evidence(two([], [], onConnection, onConnection)), /same connection/);
    const from = row('From', '<sip:alice@example.com>;tag=kept-tag');
    assert.match(evidence(two([from], [from])), /same From tag/);
    assert.match(evidence(two([], [row('CSeq', '2 REGISTER')])), /next CSeq/);
  });

  it('is a breach where it answers the challenge to the other one', () => {
    const seen = lastOf((trace) => {
      const first = trace.registers({ set: [row('CSeq', '1 REGISTER')] });
      trace.answers(first, 401, [row('WWW-Authenticate', 'Digest realm="r", nonce="n-77"')]);
      const credentials = row('Authorization', 'Digest username="a", realm="r", nonce="n-77", uri="sip:example.com"');
      trace.registers({ set: [row('CSeq', '9 REGISTER')], add: [credentials] });
    });
    assert.match(evidence(seen), /nonce/);
  });

  it('is found where each refresh is challenged, too', () => {
    const seen = lastOf((trace) => {
      for (let count = 0; count < 3; count += 1) {
        const rows = [row('Call-ID', `call-${count}`)];
        const at = count * 0.9 * HOUR;
        const first = trace.registers({ set: [...rows, row('CSeq', '1 REGISTER')] }, { at });
        trace.answers(first, 401, [row('WWW-Authenticate', `Digest realm="r", nonce="n${count}"`)]);
        if (count < 2) registers(trace, [...rows, row('CSeq', '2 REGISTER')], { at });
      }
    });
    assert.match(evidence(seen), /not for the first time/);
  });

  it('is none for another registrar, another device, after a removal, or in another stimulus', () => {
    const from = row('From', '<sip:alice@example.com>;tag=kept-tag');
    const elsewhere = lastOf((trace) => {
      registers(trace, [from]);
      trace.registers({ requestUri: 'sip:example.org', set: [from] });
    });
    assert.deepEqual(outcomesOf(oneCallId, elsewhere), []);
    assert.deepEqual(outcomesOf(oneCallId, two([from], [from], {}, { remote: { ...CLIENT, port: 5062 } })), []);
    const removed = lastOf((trace) => {
      registers(trace, [], { at: 0 });
      registers(trace, [row('Expires', '0')], { at: 0.9 * HOUR });
      registers(trace, [], { at: 1.8 * HOUR });
      registers(trace, [row('Expires', '0')], { at: 2.7 * HOUR });
    });
    assert.deepEqual(outcomesOf(oneCallId, removed), []);
    const driven = lastOf((trace) => {
      for (let stimulus = 1; stimulus <= 3; stimulus += 1) {
        trace.starts('register', undefined, stimulus);
        registers(trace, [], { at: stimulus * 0.9 * HOUR });
        trace.ends('done', { stimulus });
      }
    });
    assert.deepEqual(outcomesOf(oneCallId, driven), []);
  });

  it('is not told of what a proxy passes on', () => {
    const from = row('From', '<sip:alice@example.com>;tag=kept-tag');
    const vias = row('Via', 'SIP/2.0/UDP 192.0.2.3;branch=z9hG4bKp2, SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKp');
    assert.deepEqual(outcomesOf(oneCallId, two([from], [from, vias])), []);
  });
});
