import type { MessageEvent } from '../../trace/event';
import type { TraceBuilder } from '../trace.fixture';
import { copies, watched } from './play.fixture';
import type { Scene } from './scene.fixture';

type Rows = readonly (readonly [string, string])[];

/** What a test does to Via and CSeq of a response. */
export type Spoil = (via: string, cseq: string) => Rows;

function fieldOf(request: MessageEvent, name: string): string {
  const headers = request.parsed.ok ? request.parsed.message.headers : [];
  return headers.find(({ key }) => key === name)?.value ?? '';
}

function spoiled(trace: TraceBuilder, request: MessageEvent, spoil: Spoil, tag = 'bad1-Xy'): void {
  const rows = spoil(fieldOf(request, 'via'), fieldOf(request, 'cseq'));
  trace.answers(request, 200, [...rows, ['SIP-ETag', tag]]);
}

const tcp = { transport: 'tcp', connection: 1 } as const;

/** The right response behind the wrong one, and the next change with an entity-tag. */
function changing(spoil: Spoil, tag: string, event: Parameters<TraceBuilder['publishes']>[1] = {}) {
  return (trace: TraceBuilder): void => {
    trace.starts('publish');
    const request = trace.publishes({}, event);
    spoiled(trace, request, spoil);
    trace.passes(100);
    trace.answers(request, 200, [['SIP-ETag', 'good1-Xy']]);
    trace.ends();
    trace.passes(1_000);
    trace.starts('publish', undefined, 2);
    trace.publishes({ set: [['SIP-If-Match', tag]] }, event);
    watched(trace, 60_000);
  };
}

function ignoring(spoil: Spoil, gaps: readonly number[], time = 60_000) {
  return (trace: TraceBuilder): void => {
    trace.starts('publish');
    const request = trace.publishes();
    spoiled(trace, request, spoil);
    copies(trace, request, gaps);
    watched(trace, time);
  };
}

/** What every entry on a response to discard has in common. */
export function discardingCases(spoil: Spoil): {
  readonly violation: Scene & { readonly at: string };
  readonly violations: Readonly<Record<string, Scene>>;
  readonly passes: Readonly<Record<string, Scene>>;
  readonly undecided: Readonly<Record<string, Scene>>;
} {
  return {
    violation: { at: 'SIP-If-Match: bad1-Xy', play: changing(spoil, 'bad1-Xy') },
    violations: {
      'its entity-tag, over TCP': { play: changing(spoil, 'bad1-Xy', tcp) },
      'no copy behind it': { play: ignoring(spoil, []) },
    },
    passes: {
      'the entity-tag of the right one': { play: changing(spoil, 'good1-Xy') },
      'the entity-tag of the right one, over TCP': { play: changing(spoil, 'good1-Xy', tcp) },
      'copies that go on': { play: ignoring(spoil, [500]) },
    },
    undecided: {
      'no copy behind it, in a capture: it may belong to a request that is missing': {
        play: (trace) => {
          spoiled(trace, trace.publishes(), spoil);
          trace.passes(10_000);
          trace.subscribes();
          trace.passes(30_000);
          trace.subscribes();
        },
      },
      'the right response, and no further change': {
        play: (trace) => {
          const request = trace.publishes();
          spoiled(trace, request, spoil);
          trace.answers(request);
          watched(trace, 60_000);
        },
      },
      'the right response first': {
        play: (trace) => {
          const request = trace.publishes();
          trace.answers(request);
          spoiled(trace, request, spoil);
          watched(trace, 60_000);
        },
      },
      'a capture in which the client disappears': {
        play: (trace) => {
          spoiled(trace, trace.publishes(), spoil);
          trace.passes(60_000);
          trace.registers({}, { remote: { host: '192.0.2.77', port: 5060 } });
        },
      },
      'a trace that ends before': { play: ignoring(spoil, [], 10_000) },
    },
  };
}
