import type { TransportName } from '../../core/address';
import type { TraceBuilder } from '../trace.fixture';
import type { Scene } from './scene.fixture';

type Rows = readonly (readonly [string, string])[];

/** What the entries on responses over a connection have in common. */
export function streamCases(transport: TransportName, rows: Rows = []) {
  const on = { transport, connection: 1 } as const;
  const answered = (trace: TraceBuilder): void => {
    trace.starts('publish');
    trace.answers(trace.publishes({}, on), 200, rows);
  };
  /** The fixture answers over UDP. */
  const scene = (play: (trace: TraceBuilder) => void): Scene => ({ play: (trace) => overStream(trace, on, play) });
  return {
    violation: {
      at: 'timeout',
      ...scene((trace) => {
        answered(trace);
        trace.passes(32_000);
        trace.ends('failed');
      }),
    },
    violations: {
      'the same request anew at Timer F': scene((trace) => {
        answered(trace);
        trace.passes(32_100);
        trace.publishes({}, { transport, connection: 2 });
      }),
    },
    passes: {
      'a client that says it is done': scene((trace) => {
        answered(trace);
        trace.ends('done');
      }),
      'the entity-tag in use': scene((trace) => {
        answered(trace);
        trace.ends('silent');
        trace.passes(2_000);
        trace.publishes({ set: [['SIP-If-Match', 'e1-Zx.9']] }, on);
      }),
      'publishing after registering': scene((trace) => {
        trace.starts('publish');
        trace.answers(trace.registers({}, on), 200, rows);
        trace.publishes({}, on);
      }),
    },
    undecided: {
      'a failure for another reason': scene((trace) => {
        answered(trace);
        trace.passes(1_000);
        trace.ends('failed');
      }),
      'a refusal': scene((trace) => {
        trace.starts('publish');
        trace.answers(trace.publishes({}, on), 400);
        trace.passes(32_000);
        trace.ends('failed');
      }),
    },
  };
}

/** Responses go over the connection of their request. */
export function overStream(
  trace: TraceBuilder,
  on: { readonly transport: TransportName; readonly connection: number },
  play: (trace: TraceBuilder) => void,
): void {
  const gets = trace.gets.bind(trace);
  trace.gets = (bytes, changes) => gets(bytes, { ...on, ...changes });
  play(trace);
}
