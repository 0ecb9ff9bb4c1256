import { testProvoked } from '../provoked/scene.fixture';
import { overStream } from '../provoked/stream-reception.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { flowTimer } from './4.4-1-flow-timer';

const on = { transport: 'tcp', connection: 1 } as const;

const flow =
  '<sip:alice@192.0.2.1;transport=tcp>;reg-id=1;+sip.instance="<urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF>"';

/** A registration with Flow-Timer: 30, and pings after these pauses. */
function pings(pauses: readonly number[], rest = 60_000, offer = 'outbound, path', isDriven = true, contact = flow) {
  return (trace: TraceBuilder): void =>
    overStream(trace, on, () => {
      if (isDriven) trace.starts('register');
      const set = [
        ['Supported', offer],
        ['Contact', contact],
      ] as const;
      trace.answers(trace.registers({ set }, on), 200, [['Flow-Timer', '30']]);
      for (const pause of pauses) {
        trace.passes(pause);
        trace.keepsAlive(Buffer.from('\r\n\r\n'), { at: trace.now, transport: 'tcp' });
      }
      trace.passes(rest);
      trace.ends();
    });
}

testProvoked(flowTimer, 'keep-alives come as often as Flow-Timer says', {
  violation: { at: 'no keep-alive', play: pings([], 120_000) },
  violations: {
    'every 40 s': { play: pings([40_000, 40_000]) },
    'the second one missing': { play: pings([25_000], 120_000) },
  },
  legal: { 'random spacing between 80 % and 100 % of the value': { play: pings([24_500, 29_800], 20_000) } },
  passes: { 'more often': { play: pings([5_000, 5_000, 5_000], 1_000) } },
  undecided: {
    'no keep-alives negotiated': { play: pings([], 120_000, 'path') },
    'outbound known, but not asked for': {
      play: pings([], 120_000, 'outbound', true, '<sip:alice@192.0.2.1;transport=tcp>'),
    },
    'a capture': { play: pings([], 120_000, 'outbound', false), context: { nextHop: undefined } },
    'another registration': {
      play: (trace) =>
        overStream(trace, on, () => {
          pings([20_000], 1_000)(trace);
          trace.answers(trace.registers({}, on));
          trace.passes(100_000);
          trace.ends();
        }),
    },
    'a trace that ends before': { play: pings([20_000], 5_000) },
  },
});
