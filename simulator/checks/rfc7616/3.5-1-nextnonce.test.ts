import type { MessageEvent } from '../../trace/event';
import { again, asks, challenged, credentials, scene, waits } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { nextNonce } from './3.5-1-nextnonce';

const next = [['Authentication-Info', 'qop=auth, nextnonce="n2"']] as const;
const old = credentials({ params: { nc: '00000002' } });
const fresh = credentials({ params: { nonce: 'n2' } });

/** Challenged and accepted, with a nonce for the next request. */
function tells(trace: TraceBuilder): MessageEvent {
  const retry = again(trace, challenged(trace), [credentials()]);
  trace.answers(retry, 200, next);
  return retry;
}

testProvoked(nextNonce, 'nextnonce is used', {
  violation: {
    at: 'nonce="n1"',
    ...scene((trace) => {
      tells(trace);
      waits(trace, 2_000);
      trace.publishes({ add: [old] });
    }),
  },
  violations: {
    'at once, but asked for': scene((trace) => {
      tells(trace);
      trace.ends();
      trace.starts('retrieve', undefined, 2);
      trace.subscribes({ add: [old] });
    }),
  },
  legal: {
    'old nonce used in a request that was already on its way': scene((trace) => {
      tells(trace);
      trace.passes(100);
      trace.answers(trace.subscribes({ add: [old] }));
      trace.passes(2_000);
      trace.answers(trace.publishes({ add: [fresh] }));
    }),
  },
  passes: {
    'the next nonce at once': scene((trace) => {
      tells(trace);
      trace.publishes({ add: [fresh] });
    }),
  },
  undecided: {
    'told once': scene((trace) => {
      tells(trace);
      trace.passes(100);
      trace.publishes({ add: [old] });
    }),
    'a new challenge since': scene((trace) => {
      tells(trace);
      trace.passes(2_000);
      trace.answers(trace.publishes(), 401, [asks({ nonce: 'n3' })]);
      trace.publishes({ add: [credentials({ params: { nonce: 'n3' } })] });
    }),
    'another server': scene((trace) => {
      tells(trace);
      trace.passes(2_000);
      trace.publishes({ add: [old] }, { local: { host: '192.0.2.1', port: 5070 } });
    }),
    'another realm': scene((trace) => {
      tells(trace);
      trace.passes(2_000);
      trace.publishes({ add: [credentials({ params: { realm: 'x' } })] });
    }),
    'a request without credentials': scene((trace) => {
      tells(trace);
      trace.passes(2_000);
      trace.publishes();
    }),
    'a time that nobody knows': scene((trace) => {
      tells(trace);
      trace.passes(2_000);
      trace.publishes({ add: [old] }, { timeUnknown: true });
    }),
    'Authentication-Info without it, and one that cannot be read': scene((trace) => {
      for (const value of ['qop=auth', 'nextnonce="n2']) {
        const retry = again(trace, trace.publishes(), [credentials()]);
        trace.answers(retry, 200, [['Authentication-Info', value]]);
      }
      trace.passes(2_000);
      trace.publishes({ add: [old] });
    }),
  },
});
