import type { MessageEvent } from '../../trace/event';
import { again, asks, challenged, credentials, proxyCredentials, scene, waits } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { rejectedCredentials } from './22.1-1-rejected-credentials';

const second = asks({ nonce: 'n2' });
const third = { params: { nonce: 'n2' } };

/** Challenged, answered, and rejected. */
function rejected(trace: TraceBuilder, rows = [second]): MessageEvent {
  const retry = again(trace, challenged(trace), [credentials()]);
  trace.answers(retry, 401, rows);
  return retry;
}

/** Rejected, and once more by itself. */
const repeats = (rows: Parameters<typeof again>[2]) =>
  scene((trace) => {
    const retry = rejected(trace);
    trace.passes(100);
    again(trace, retry, rows);
    waits(trace);
  });

testProvoked(rejectedCredentials, 'rejected credentials are not tried again', {
  violation: {
    at: 'username="alice"',
    ...scene((trace) => {
      let request = challenged(trace);
      for (let turn = 2; turn < 20; turn += 1) {
        request = again(trace, request, [credentials({ params: { nonce: `n${turn - 1}` } })]);
        trace.passes(100);
        trace.answers(request, 401, [asks({ nonce: `n${turn}` })]);
      }
      waits(trace);
    }),
  },
  violations: {
    'the rejected nonce once more': repeats([credentials({ params: { nc: '00000002' } })]),
    'under another Call-ID': scene((trace) => {
      rejected(trace);
      trace.publishes({ add: [credentials(third)] });
      waits(trace);
    }),
    'at once, in a capture': scene((trace) => {
      const first = trace.publishes();
      trace.answers(first, 401, [asks()]);
      const retry = again(trace, first, [credentials()]);
      trace.answers(retry, 401, [second]);
      again(trace, retry, [credentials(third)]);
    }),
    'the same nonce told twice': scene((trace) => {
      const retry = rejected(trace, [asks()]);
      again(trace, retry, [credentials({ params: { nc: '00000002' } })]);
      waits(trace);
    }),
    'for a proxy': scene((trace) => {
      const proxy = ['Proxy-Authenticate', 'Digest realm="proxy.example.com", nonce="p1"'] as const;
      const retry = again(trace, challenged(trace, 407, [proxy]), [proxyCredentials({ params: { qop: undefined } })]);
      trace.answers(retry, 407, [proxy]);
      again(trace, retry, [proxyCredentials()]);
      waits(trace);
    }),
  },
  legal: {
    'one retry with different credentials': repeats([credentials({ params: { ...third.params, username: 'bob' } })]),
    'new attempt after the user changed the password': scene((trace) => {
      rejected(trace);
      waits(trace);
      trace.starts('publish', undefined, 2);
      trace.publishes({ add: [credentials({ ...third, password: 'other' })] });
      waits(trace);
    }),
  },
  passes: {
    'giving up': scene((trace) => {
      rejected(trace);
      waits(trace);
    }),
    'another request that was on its way': scene((trace) => {
      rejected(trace);
      trace.subscribes({ add: [credentials({ method: 'SUBSCRIBE', params: { nc: '00000002' } })] });
      waits(trace);
    }),
  },
  undecided: {
    'a stale nonce': scene((trace) => {
      const retry = rejected(trace, [asks({ nonce: 'n2', stale: 'TRUE' })]);
      again(trace, retry, [credentials(third)]);
      waits(trace);
    }),
    'credentials that were sent ahead': scene((trace) => {
      const first = challenged(trace);
      trace.answers(again(trace, first, [credentials()]));
      const ahead = again(trace, first, [credentials({ params: { nc: '00000002' } })], [['CSeq', '9 PUBLISH']]);
      trace.answers(ahead, 401, [second]);
      again(trace, ahead, [credentials(third)]);
      waits(trace);
    }),
    'the user, within the time': scene((trace) => {
      const retry = rejected(trace);
      trace.passes(2_000);
      trace.ends();
      trace.starts('publish', undefined, 2);
      again(trace, retry, [credentials(third)]);
      waits(trace);
    }),
    'later, in a capture': scene((trace) => {
      const first = trace.publishes();
      trace.answers(first, 401, [asks()]);
      const retry = again(trace, first, [credentials()]);
      trace.answers(retry, 401, [second]);
      trace.passes(2_000);
      again(trace, retry, [credentials(third)]);
    }),
    'a challenge for another realm': scene((trace) => {
      rejected(trace, [asks({ realm: 'other', nonce: 'n2' })]);
      waits(trace);
    }),
  },
});
