import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { row } from '../history.fixture';
import { outcomesIn, testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { bindingRefreshed } from './10.2.4-1-refresh-in-time';

const capture = { imAddress: undefined, nextHop: undefined };
const own = '<sip:alice@192.0.2.10:5060>';
const granting = (seconds: number) => [row('Contact', `${own};expires=${seconds}`), row('Expires', '3600')];

function registered(
  trace: TraceBuilder,
  rows: readonly (readonly [string, string])[],
  gap: number,
  isDriven = true,
): void {
  if (isDriven) trace.starts('register');
  trace.answers(trace.registers(), 200, rows);
  trace.passes(gap);
}

const after = (gap: number, rows = granting(60)) => ({
  play: (trace: TraceBuilder) => {
    registered(trace, rows, gap);
    trace.registers();
  },
});

testProvoked(bindingRefreshed, 'the binding is refreshed before it ends', {
  violation: {
    at: 'no REGISTER',
    play: (trace) => {
      registered(trace, granting(60), 120_000);
      trace.ends();
    },
  },
  violations: {
    'after the end': after(61_000),
    'after the end that Expires tells': after(25_000, [row('Contact', own), row('Expires', '20')]),
    'after its own end, beside another binding': after(25_000, [
      row('Contact', `<sip:alice@192.0.2.77>;expires=3000, ${own};expires=20`),
    ]),
    'a capture whose client is still there': {
      context: capture,
      play: (trace) => {
        registered(trace, granting(60), 90_000, false);
        trace.fetches();
        trace.passes(40_000);
        trace.fetches();
      },
    },
  },
  legal: { 'any moment before expiry': after(30_000) },
  passes: { 'the last moment': after(60_400), 'in a capture': { context: capture, ...after(50_000) } },
  undecided: {
    'a user who logs out': {
      play: (trace) => {
        registered(trace, granting(60), 5_000);
        trace.registers({ set: [row('Contact', '*'), row('Expires', '0')] });
        trace.passes(90_000);
        trace.ends();
      },
    },
    'a user who is asked to': {
      play: (trace) => {
        registered(trace, granting(60), 5_000);
        trace.starts('deregister', undefined, 2);
        trace.passes(90_000);
        trace.ends('done', { stimulus: 2 });
      },
    },
    'a capture whose client is gone': {
      context: capture,
      play: (trace) => {
        registered(trace, granting(60), 300_000, false);
        trace.publishes(
          { set: [row('From', '<sip:bob@example.com>;tag=bob1')] },
          { remote: { host: '192.0.2.20', port: 5060 } },
        );
      },
    },
    'a capture with a lifetime of the ordinary': {
      context: capture,
      play: (trace) => {
        registered(trace, granting(3_600), 7_300_000, false);
        trace.fetches();
      },
    },
    'a REGISTER that only asks': {
      play: (trace) => {
        trace.starts('register');
        trace.answers(trace.registers({ without: ['Contact'] }), 200, granting(20));
        trace.passes(60_000);
        trace.ends();
      },
    },
    'a binding that the 200 does not list': {
      play: (trace) => {
        registered(
          trace,
          [row('Contact', '<sip:a@192.0.2.1>;expires=20, <sip:a@192.0.2.2>;expires=20'), row('Expires', '20')],
          60_000,
        );
        trace.ends();
      },
    },
  },
});

describe('RFC3261-10.2.4-1', () => {
  it('cannot be decided where datagrams were lost', () => {
    const play = (trace: TraceBuilder) => {
      registered(trace, granting(60), 70_000);
      trace.ends('done', { datagramsLost: 1 });
    };
    assert.deepEqual(outcomesIn(bindingRefreshed, { play }), ['inconc']);
  });
});
