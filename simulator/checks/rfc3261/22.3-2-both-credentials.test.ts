import type { MessageEvent } from '../../trace/event';
import {
  again,
  asks,
  asksAsProxy,
  challenged,
  credentials,
  proxyCredentials,
  scene,
  waits,
} from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { bothCredentials } from './22.3-2-both-credentials';

/** 407, answered, then 401. */
function inTurn(trace: TraceBuilder): MessageEvent {
  const first = again(trace, challenged(trace, 407, [asksAsProxy()]), [proxyCredentials()]);
  trace.answers(first, 401, [asks()]);
  return first;
}

const answers = (rows: Parameters<typeof again>[2]) =>
  scene((trace) => {
    trace.answers(again(trace, inTurn(trace), rows));
    waits(trace);
  });
const second = proxyCredentials({ params: { nc: '00000002' } });
const own = credentials();

testProvoked(bothCredentials, 'proxy and server are answered together', {
  violation: {
    at: `Authorization: ${own[1]}`,
    ...scene((trace) => {
      const second = again(trace, inTurn(trace), [own]);
      trace.answers(second, 407, [asksAsProxy({ nonce: 'p2' })]);
      const third = again(trace, second, [proxyCredentials({ params: { nonce: 'p2' } })]);
      trace.answers(third, 401, [asks({ nonce: 'n2' })]);
      waits(trace);
    }),
  },
  violations: {
    'the other way round': scene((trace) => {
      const first = again(trace, challenged(trace), [own]);
      trace.answers(first, 407, [asksAsProxy()]);
      again(trace, first, [proxyCredentials()]);
      waits(trace);
    }),
  },
  legal: { 'separate header rows for each credential': answers([second, own]) },
  passes: {
    'joined ones, which another entry speaks of': answers([
      second,
      credentials({ raw: (value) => `${value}, Digest realm="x"` }),
    ]),
  },
  undecided: {
    'a client that stops': scene((trace) => {
      inTurn(trace);
      waits(trace);
    }),
    'a client that begins anew': answers([]),
    'a second 407': scene((trace) => {
      const first = again(trace, challenged(trace, 407, [asksAsProxy()]), [proxyCredentials()]);
      trace.answers(first, 407, [asksAsProxy({ nonce: 'p2' })]);
      again(trace, first, [proxyCredentials({ params: { nonce: 'p2' } })]);
      waits(trace);
    }),
    'rows that cannot be read': answers([second, credentials({ raw: () => 'Digest "' })].slice(1)),
    'a 401 that asks for nothing': scene((trace) => {
      const first = again(trace, challenged(trace, 407, [asksAsProxy()]), [proxyCredentials()]);
      trace.answers(first, 401);
      again(trace, first, [own]);
      waits(trace);
    }),
  },
});
