import type { MessageEvent } from '../../trace/event';
import {
  again,
  answered,
  asks,
  asksAsProxy,
  challenged,
  credentials,
  proxyCredentials as right,
  scene,
  waits,
} from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { proxyCredentials } from './22.3-1-proxy-credentials';

const wrong = credentials({ params: { realm: 'proxy.example.com', nonce: 'p1' } });
const proxy = [asksAsProxy()];

/** Accepted with Proxy-Authorization. */
function accepted(trace: TraceBuilder): MessageEvent {
  const retry = again(trace, challenged(trace, 407, proxy), [right()]);
  trace.answers(retry);
  return retry;
}

testProvoked(proxyCredentials, 'a proxy gets its credentials in Proxy-Authorization', {
  violation: { at: `Authorization: ${wrong[1]}`, ...answered([wrong], proxy, 407) },
  violations: {
    'dropped in the next request of the Call-ID': scene((trace) => {
      again(trace, accepted(trace));
      waits(trace);
    }),
    'Authorization instead in the next request of the Call-ID': scene((trace) => {
      again(trace, accepted(trace), [credentials()]);
      waits(trace);
    }),
  },
  legal: {
    'not included under a different Call-ID': scene((trace) => {
      accepted(trace);
      trace.answers(trace.publishes());
      trace.answers(trace.subscribes({ add: [credentials({ method: 'SUBSCRIBE' })] }));
      waits(trace);
    }),
  },
  passes: {
    'kept in the next request': scene((trace) => {
      again(trace, accepted(trace), [right({ params: { nc: '00000002' } })]);
      waits(trace);
    }),
  },
  undecided: {
    'no retry': scene((trace) => {
      challenged(trace, 407, proxy);
      waits(trace);
    }),
    'a 401': answered([credentials()]),
    'Proxy-Authorization for a server': answered([right({ params: { realm: 'example.com', nonce: 'n1' } })], [asks()]),
  },
});
