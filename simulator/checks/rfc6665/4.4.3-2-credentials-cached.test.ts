import type { MessageEvent } from '../../trace/event';
import { again, asks, credentials, scene } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { credentialsCached } from './4.4.3-2-credentials-cached';

const START = 'SUBSCRIBE sip:alice@example.com SIP/2.0';
const fetching = (nonce: string, nc = '00000001') => credentials({ method: 'SUBSCRIBE', params: { nonce, nc } });

/** A fetch that is challenged, and accepted with credentials. */
function fetches(trace: TraceBuilder, nonce = 'n1'): MessageEvent {
  const first = trace.subscribes();
  trace.answers(first, 401, [asks({ nonce })]);
  const retry = again(trace, first, [fetching(nonce)]);
  trace.answers(retry);
  return retry;
}

testProvoked(credentialsCached, 'a fetch brings the credentials of the one before', {
  violation: {
    at: START,
    ...scene((trace) => {
      fetches(trace, 'n1');
      fetches(trace, 'n2');
      fetches(trace, 'n3');
    }),
  },
  violations: {
    'although the server asked for none': scene((trace) => {
      fetches(trace);
      trace.answers(trace.subscribes());
    }),
  },
  legal: {
    'new challenge answered': scene((trace) => {
      fetches(trace);
      const second = trace.subscribes({ add: [fetching('n1', '00000002')] });
      trace.answers(second, 401, [asks({ nonce: 'n2', stale: 'true' })]);
      trace.answers(again(trace, second, [fetching('n2')]));
    }),
  },
  undecided: {
    'the first fetch': scene((trace) => {
      fetches(trace);
    }),
    'a server that asks for none': scene((trace) => {
      trace.answers(trace.subscribes());
      trace.answers(trace.subscribes());
    }),
    'another server': scene((trace) => {
      fetches(trace);
      trace.subscribes({}, { local: { host: '192.0.2.1', port: 5070 } });
    }),
    'a subscription, and another method': scene((trace) => {
      fetches(trace);
      trace.answers(trace.subscribes({ set: [['Expires', '3600']] }));
      trace.answers(trace.publishes());
    }),
    'credentials that were refused': scene((trace) => {
      trace.answers(trace.subscribes({ add: [fetching('n1')] }), 403);
      trace.subscribes();
    }),
    'a client that registers anew without any': scene((trace) => {
      fetches(trace);
      trace.answers(trace.registers());
      trace.subscribes();
    }),
    'credentials that cannot be read': scene((trace) => {
      fetches(trace);
      trace.subscribes({ add: [['Authorization', 'Digest realm="']] });
    }),
    'a request that is cut off': scene((trace) => {
      fetches(trace);
      trace.subscribes({ raw: (text) => text.slice(0, 200) }, { truncated: true });
    }),
  },
});
