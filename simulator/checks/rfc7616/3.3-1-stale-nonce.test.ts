import type { MessageEvent } from '../../trace/event';
import { again, asks, challenged, credentials, scene, waits } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { staleNonce } from './3.3-1-stale-nonce';

const fresh = { params: { nonce: 'n2' } };

/** Nonce n1 is accepted once; then it is too old. */
function stale(trace: TraceBuilder, value = 'true', nonce = 'n2'): MessageEvent {
  trace.answers(again(trace, challenged(trace), [credentials()]));
  trace.ends();
  trace.starts('publish', undefined, 2);
  const request = trace.publishes({ add: [credentials({ params: { nc: '00000002' } })] });
  trace.answers(request, 401, [asks({ nonce, stale: value })]);
  return request;
}

const retried = (rows: Parameters<typeof again>[2], value?: string) =>
  scene((trace) => {
    trace.answers(again(trace, stale(trace, value), rows));
    waits(trace);
  });

testProvoked(staleNonce, 'a stale nonce is replaced', {
  violation: {
    at: 'no request',
    ...scene((trace) => {
      stale(trace);
      waits(trace);
    }),
  },
  violations: {
    'the old nonce once more': retried([credentials({ params: { nc: '00000003' } })]),
    'the old nonce in a capture, much later': scene((trace) => {
      const first = trace.publishes({ add: [credentials()] });
      trace.answers(first, 401, [asks({ nonce: 'n2', stale: 'true' })]);
      trace.passes(5_000);
      again(trace, first, [credentials()]);
    }),
    'only a retry without credentials': retried([]),
  },
  legal: {
    'stale value in any case: TRUE, true': retried([credentials(fresh)], 'TRUE'),
  },
  passes: {
    'a retry under another Call-ID': scene((trace) => {
      stale(trace);
      trace.publishes({ add: [credentials(fresh)] });
    }),
    'a retry after one without credentials': scene((trace) => {
      const plain = again(trace, stale(trace));
      trace.answers(plain, 401, [asks({ nonce: 'n3' })]);
      again(trace, plain, [credentials({ params: { nonce: 'n3' } })]);
    }),
  },
  undecided: {
    'silence of a client that nobody drives': scene((trace) => {
      trace.answers(trace.publishes({ add: [credentials()] }), 401, [asks({ nonce: 'n2', stale: 'true' })]);
      trace.passes(20_000);
      trace.answers(trace.publishes());
    }),
    'stale=false': scene((trace) => {
      stale(trace, 'false');
      waits(trace);
    }),
    'stale=true to a request without credentials': scene((trace) => {
      challenged(trace, 401, [asks({ stale: 'true' })]);
      waits(trace);
    }),
    'the same nonce, called stale': scene((trace) => {
      stale(trace, 'true', 'n1');
      waits(trace);
    }),
    'stale=true of another realm': scene((trace) => {
      const request = again(trace, challenged(trace), [credentials()]);
      trace.answers(request, 401, [asks({ realm: 'x', stale: 'true', nonce: 'n2' })]);
      waits(trace);
    }),
  },
});
