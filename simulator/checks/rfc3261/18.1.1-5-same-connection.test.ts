import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import type { MessageEvent } from '../../trace/event';
import { outcomesIn, testProvoked } from '../provoked/scene.fixture';
import { overStream, streamCases } from '../provoked/stream-reception.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { sameConnection } from './18.1.1-5-same-connection';

const cases = streamCases('tcp');
const on = { transport: 'tcp', connection: 1 } as const;

/** A fetch that the client gives up after 32 s, and what the server does before. */
function fetchGivenUp(then: (trace: TraceBuilder, subscribe: MessageEvent) => void) {
  return (trace: TraceBuilder): void =>
    overStream(trace, on, () => {
      trace.starts('retrieve');
      const subscribe = trace.subscribes({}, on);
      trace.answers(subscribe);
      then(trace, subscribe);
      trace.passes(32_000);
      trace.ends('failed');
    });
}

testProvoked(sameConnection, 'the response is taken in on the connection of the request', {
  ...cases,
  violations: {
    ...cases.violations,
    'a fetch given up that was notified': { play: fetchGivenUp((trace, subscribe) => trace.notifies(subscribe)) },
  },
  legal: { 'client also accepts a new inbound connection': cases.passes['a client that says it is done'] },
  undecided: {
    ...cases.undecided,
    'a fetch given up that was never notified': { play: fetchGivenUp(() => undefined) },
    'a capture': { ...cases.violation, context: { nextHop: undefined } },
    'a WebSocket': streamCases('ws').violation,
  },
});

it('RFC3261-18.1.1-5 cannot decide where the client never says anything', () => {
  const play = (trace: TraceBuilder): void =>
    overStream(trace, on, () => {
      trace.starts('publish');
      trace.answers(trace.publishes({}, on));
      trace.passes(60_000);
      trace.ends('silent');
    });
  assert.deepEqual(outcomesIn(sameConnection, { play }), ['inconc']);
});
