import { testProvoked } from '../provoked/scene.fixture';
import { overStream } from '../provoked/stream-reception.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { pingAndPong } from './4.4.1-2-ping-and-pong';

const on = { transport: 'tcp', connection: 1 } as const;
const ping = '\r\n\r\n';
const offer = [
  ['Supported', 'outbound'],
  ['Contact', '<sip:alice@192.0.2.1;transport=tcp>;reg-id=1'],
] as const;

function registers(trace: TraceBuilder, connection = 1): void {
  trace.answers(trace.registers({ set: offer }, { ...on, connection }), 200, [['Flow-Timer', '30']]);
}

function octets(trace: TraceBuilder, text: string, direction: 'in' | 'out'): void {
  trace.keepsAlive(Buffer.from(text), { at: trace.now, transport: 'tcp', direction });
}

/** Pings, some of which get their pong; and what the client does then. */
function pinging(pongs: readonly boolean[], then: (trace: TraceBuilder) => void, text = ping) {
  return (trace: TraceBuilder): void =>
    overStream(trace, on, () => {
      trace.starts('register');
      registers(trace);
      for (const isAnswered of pongs) {
        trace.passes(25_000);
        octets(trace, text, 'in');
        if (isAnswered) octets(trace, '\r\n', 'out');
      }
      then(trace);
      trace.passes(300_000);
      trace.ends();
    });
}

const nothing = (): void => undefined;

testProvoked(pingAndPong, 'the ping is CR LF CR LF, and without a pong a new flow is opened', {
  violation: { at: 'no new flow', play: pinging([true, true, false], nothing) },
  violations: {
    'a single CR LF': { play: pinging([true], nothing, '\r\n') },
    'a REGISTER over the dead flow': {
      play: pinging([true, false], (trace) => {
        trace.passes(12_000);
        registers(trace);
      }),
    },
  },
  legal: {
    'intervals chosen by the client': { play: pinging([true, true, true], nothing) },
    'WebSocket ping frames instead on WS': {
      play: (trace) => {
        overStream(trace, { transport: 'ws', connection: 3 }, () => {
          trace.starts('register');
          trace.answers(trace.registers({ set: offer }, { transport: 'ws', connection: 3 }));
        });
        pinging([true], nothing)(trace);
      },
    },
  },
  passes: {
    'a new flow': {
      play: pinging([true, false], (trace) => {
        trace.passes(12_000);
        registers(trace, 2);
      }),
    },
    'a line end right before a message': {
      play: pinging([true], (trace) => {
        trace.passes(1_000);
        octets(trace, '\r\n', 'in');
        trace.answers(trace.publishes({}, on));
      }),
    },
    'a ping in two pieces': {
      play: pinging([true], (trace) => {
        trace.passes(20_000);
        octets(trace, '\r\n', 'in');
        trace.passes(10);
        octets(trace, '\r\n', 'in');
        octets(trace, '\r\n', 'out');
      }),
    },
  },
  undecided: {
    'no ping': { play: pinging([], nothing) },
    'a capture': { play: pinging([true, false], nothing), context: { nextHop: undefined } },
    'a new registration in time': {
      play: pinging([true], (trace) => {
        trace.passes(5_000);
        trace.answers(trace.registers({}, on));
      }),
    },
  },
});
