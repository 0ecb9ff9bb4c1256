import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { SETTINGS_DOCUMENT } from '../../sip/message.fixture';
import { row } from '../history.fixture';
import { outcomesIn, testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { grantedLifetime } from './4.2-5-granted-lifetime';

const capture = { imAddress: undefined, nextHop: undefined };
const refresh = { set: [row('SIP-If-Match', 'e1')] };

function granted(trace: TraceBuilder, seconds: number, gap: number, isDriven = true): void {
  if (isDriven) trace.starts('publish');
  trace.answers(trace.publishes(), 200, [row('SIP-ETag', 'e1'), row('Expires', String(seconds))]);
  trace.passes(gap);
}

const after = (seconds: number, gap: number) => ({
  play: (trace: TraceBuilder) => {
    granted(trace, seconds, gap);
    trace.publishes(refresh);
  },
});

testProvoked(grantedLifetime, 'the refresh is planned from the granted lifetime', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', ...after(20, 25_000) },
  violations: {
    'a storm after a lifetime that is no 32-bit number with a sign': after(4_294_967_295, 300),
    'a refresh at the time that was granted before': after(600, 9_000),
    'the first tenth of a short one': after(20, 1_900),
    'too late in a capture': {
      context: capture,
      play: (trace) => {
        granted(trace, 20, 22_000, false);
        trace.publishes(refresh);
      },
    },
  },
  legal: { 'any moment before expiry; typical 50 % to 90 %': after(20, 14_000) },
  passes: {
    'the last moment': after(20, 20_400),
    'early, but no storm: a remark': after(20, 3_000),
    'nothing soon after a long lifetime': {
      play: (trace) => {
        granted(trace, 4_294_967_295, 10_000);
        trace.ends();
      },
    },
  },
  undecided: {
    'silence, which breaks RFC3903-4.3-1': {
      play: (trace) => {
        granted(trace, 20, 60_000);
        trace.ends();
      },
    },
    'a first publication': {
      play: (trace) => {
        granted(trace, 20, 25_000);
        trace.publishes();
      },
    },
    'what the user asks for': {
      play: (trace) => {
        granted(trace, 600, 500);
        trace.starts('publish', undefined, 2);
        trace.publishes(refresh);
      },
    },
    'a change in a capture': {
      context: capture,
      play: (trace) => {
        granted(trace, 20, 500, false);
        trace.publishes(refresh);
      },
    },
    'another document in the same stimulus': {
      play: (trace) => {
        granted(trace, 600, 500);
        trace.publishes({ ...refresh, body: SETTINGS_DOCUMENT.replace('active="false"', 'active="true"') });
      },
    },
    'publishing anew after a registration': {
      play: (trace) => {
        granted(trace, 600, 500);
        trace.answers(trace.registers());
        trace.publishes(refresh);
      },
    },
    'a storm outside a stimulus, which breaks RFC4354-5.18-1': {
      play: (trace) => {
        granted(trace, 600, 500);
        trace.ends();
        trace.publishes(refresh);
      },
    },
  },
});

describe('RFC3903-4.2-5', () => {
  it('says how late a refresh came', () => {
    assert.deepEqual(outcomesIn(grantedLifetime, after(30, 31_000)), ['fail']);
    assert.deepEqual(outcomesIn(grantedLifetime, after(30, 8_000)), ['info']);
  });
});
