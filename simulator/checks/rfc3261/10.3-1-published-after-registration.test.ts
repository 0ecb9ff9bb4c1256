import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { outcomes } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { lastOf, row } from '../history.fixture';
import { context, type TraceBuilder } from '../trace.fixture';
import { publishedAfterRegistration } from './10.3-1-published-after-registration';

const passive = { imAddress: undefined, nextHop: undefined };

const after = (before: (trace: TraceBuilder) => void, changes = {}) =>
  lastOf((trace) => {
    before(trace);
    trace.passes(20);
    trace.publishes();
  }, changes);

testEntry(publishedAfterRegistration, 'the settings are published after the registration', {
  violation: { seen: after((trace) => trace.registers()), at: 'PUBLISH sip:alice@example.com SIP/2.0' },
  legal: {
    'PUBLISH directly after the 200': { seen: after((trace) => trace.answers(trace.registers())) },
    'new PUBLISH after re-registration': {
      seen: after((trace) => {
        trace.answers(trace.registers());
        trace.answers(trace.registers());
      }),
    },
  },
  inapplicable: {
    'a client that does not register': { seen: after((trace) => trace.fetches()) },
    'a client that is refused': { seen: after((trace) => trace.answers(trace.registers(), 403)) },
    'a REGISTER that timed out': {
      seen: after((trace) => {
        trace.registers();
        trace.passes(32_000);
      }),
    },
    'a capture, which may begin in the middle': {
      seen: after((trace) => trace.registers(), passive),
      context: context(passive),
    },
    'the repeat after a challenge': {
      seen: lastOf((trace) => {
        trace.registers();
        trace.answers(trace.publishes({ set: [row('Call-ID', 'c1'), row('CSeq', '1 PUBLISH')] }), 401);
        trace.publishes({ set: [row('Call-ID', 'c1'), row('CSeq', '2 PUBLISH')] });
      }),
    },
  },
});

describe('RFC3261-10.3-1', () => {
  const outcomeAfter = (before: (trace: TraceBuilder) => void) =>
    outcomes(publishedAfterRegistration, after(before), context());
  it('fails while the REGISTER is challenged', () =>
    assert.deepEqual(
      outcomeAfter((trace) => trace.answers(trace.registers(), 401)),
      ['fail'],
    ));
  it('passes after the response to the first of two REGISTERs', () =>
    assert.deepEqual(
      outcomeAfter((trace) => {
        const first = trace.registers();
        trace.registers();
        trace.answers(first);
      }),
      ['pass'],
    ));
  it('passes while a registration is refreshed', () =>
    assert.deepEqual(
      outcomeAfter((trace) => {
        trace.answers(trace.registers());
        trace.registers();
      }),
      ['pass'],
    ));
  it('fails when a registration begins anew after it was ended', () =>
    assert.deepEqual(
      outcomeAfter((trace) => {
        trace.answers(trace.registers());
        trace.answers(trace.registers({ set: [row('Contact', '*'), row('Expires', '0')] }), 200);
        trace.registers();
      }),
      ['fail'],
    ));
});
