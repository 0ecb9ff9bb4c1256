import {
  again,
  answered,
  asks,
  asksAsProxy,
  challenged,
  credentials,
  known,
  proxyCredentials,
  scene,
  waits,
} from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { answersChallenge } from './8.1.3.5-1-answers-challenge';

const toProxy = { params: { realm: 'proxy.example.com', nonce: 'p1' } };

testProvoked(answersChallenge, 'a challenged request comes again with credentials', {
  violation: { at: 'Authorization', ...answered([credentials(toProxy)], [asksAsProxy()], 407) },
  violations: {
    'no retry': scene((trace) => {
      challenged(trace);
      waits(trace);
    }),
    'a retry without credentials': scene((trace) => {
      again(trace, challenged(trace));
      waits(trace);
    }),
    'Proxy-Authorization after 401': answered([proxyCredentials({ params: { realm: 'example.com', nonce: 'n1' } })]),
    'a retry with credentials for another realm': answered([
      credentials({ params: { realm: 'other', nonce: 'other' } }),
    ]),
    'a repeat without credentials at once, in a capture': scene((trace) => {
      const request = trace.publishes();
      trace.answers(request, 401, [asks()]);
      trace.passes(100);
      again(trace, request);
    }),
    'silence after SHA-256 of a client that computes it': scene(
      (trace) => {
        challenged(trace, 401, [asks({ algorithm: 'SHA-256' })]);
        waits(trace);
      },
      { ...known, pics: { digest_algorithms: ['SHA-256'] } },
    ),
    'a REGISTER': scene((trace) => {
      trace.starts('register');
      trace.answers(trace.registers(), 401, [asks()]);
      waits(trace);
    }),
  },
  legal: {
    'both headers when both challenges were given': answered(
      [proxyCredentials(), credentials()],
      [asks(), asksAsProxy()],
    ),
    'pre-emptive credentials from an earlier challenge': scene((trace) => {
      const request = challenged(trace);
      const retry = again(trace, request, [credentials()]);
      trace.answers(retry);
      trace.answers(trace.publishes({ add: [credentials({ params: { nc: '00000002' } })] }));
      waits(trace);
    }),
  },
  passes: {
    'a retry after a while, which nobody drove': scene((trace) => {
      const request = trace.publishes();
      trace.answers(request, 401, [asks()]);
      trace.passes(5_000);
      again(trace, request, [credentials()]);
    }),
    'a retry under another Call-ID': scene((trace) => {
      challenged(trace);
      trace.publishes({ add: [credentials()] });
    }),
    'a credential for one of several realms': answered(
      [credentials({ params: { realm: 'b', nonce: 'n2' } })],
      [asks(), asks({ realm: 'b', nonce: 'n2' })],
    ),
    'joined credentials': answered([credentials({ raw: (value) => `${value}, Digest realm="x", nonce="y"` })]),
    'a SUBSCRIBE after 407': scene((trace) => {
      const request = trace.subscribes();
      trace.answers(request, 407, [asksAsProxy()]);
      again(trace, request, [proxyCredentials({ method: 'SUBSCRIBE' })]);
    }),
  },
  undecided: {
    'a repeat without credentials a while later, in a capture': scene((trace) => {
      const request = trace.publishes();
      trace.answers(request, 401, [asks()]);
      trace.passes(2_000);
      again(trace, request);
      trace.passes(20_000);
      trace.answers(trace.subscribes());
    }),
    'requests that went out together, in a capture': scene((trace) => {
      const request = trace.publishes();
      trace.answers(request, 401, [asks()]);
      again(trace, request, [], [['SIP-If-Match', 'e1']]);
      trace.publishes();
      trace.passes(20_000);
      trace.answers(trace.subscribes());
    }),
    'an unfit challenge that has no nonce, and one for another realm': scene((trace) => {
      const request = trace.publishes();
      trace.answers(request, 401, [asks({ nonce: '' })]);
      again(trace, request, [credentials({ params: { realm: 'x', nonce: '' } })]);
      trace.passes(20_000);
      trace.answers(trace.subscribes());
    }, {}),
    'silence of a client that nobody drives': scene((trace) => {
      trace.answers(trace.publishes(), 401, [asks()]);
      trace.passes(20_000);
      trace.answers(trace.subscribes());
    }),
    'silence of a client that has no password for the realm': scene((trace) => {
      challenged(trace, 401, [asks({ realm: 'elsewhere' })]);
      waits(trace);
    }),
    'silence after SHA-256 of a client that does not say that it computes it': scene((trace) => {
      challenged(trace, 401, [asks({ algorithm: 'SHA-256' })]);
      waits(trace);
    }),
    'a repeat without credentials of a client whose password nobody told': scene((trace) => {
      again(trace, challenged(trace));
      waits(trace);
    }, {}),
    'another request meanwhile, and the end of the trace': scene((trace) => {
      challenged(trace);
      trace.answers(trace.subscribes());
      waits(trace, 5_000);
    }),
    'credentials that were rejected': scene((trace) => {
      trace.starts('publish');
      trace.answers(trace.publishes({ add: [credentials()] }), 401, [asks({ nonce: 'n2' })]);
      waits(trace);
    }),
    'Basic, and an algorithm that nobody knows': scene((trace) => {
      challenged(trace, 401, [['WWW-Authenticate', 'Basic realm="example.com"']]);
      waits(trace);
      challenged(trace, 401, [asks({ algorithm: 'FOO-999' }), asks()]);
      waits(trace);
    }),
    'credentials that cannot be read': answered([credentials({ raw: (value) => `${value}, cnonce="` })]),
    'a 401 that asks for nothing': scene((trace) => {
      challenged(trace, 401, []);
      waits(trace);
    }),
  },
});
