import { row } from '../history.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { digestForPublish } from './14.1-1-digest';

const secrets = [{ username: 'alice', realm: 'example.com', algorithm: 'MD5', ha1: '0'.repeat(32) }] as const;
const told = { context: { secrets } };
const challenge = [row('WWW-Authenticate', 'Digest realm="example.com", nonce="n1", algorithm=MD5, qop="auth"')];
const credentials =
  'Digest username="alice", realm="example.com", nonce="n1", uri="sip:alice@example.com", response="00000000000000000000000000000000", algorithm=MD5, cnonce="c", qop=auth, nc=00000001';
const answered = { set: [row('Authorization', credentials)] };

function challenged(trace: TraceBuilder): void {
  trace.starts('publish');
  trace.answers(trace.publishes(), 401, challenge);
}

function watched(trace: TraceBuilder): void {
  trace.passes(10_000);
  trace.ends();
}

testProvoked(digestForPublish, 'a client supports Digest for PUBLISH', {
  violation: {
    ...told,
    at: 'no request',
    play: (trace) => {
      challenged(trace);
      watched(trace);
    },
  },
  legal: {
    'pre-emptive credentials': {
      ...told,
      play: (trace) => {
        challenged(trace);
        trace.answers(trace.publishes(answered));
        trace.answers(trace.publishes(answered));
        watched(trace);
      },
    },
  },
  undecided: {
    'a client that was told no password': {
      play: (trace) => {
        challenged(trace);
        watched(trace);
      },
    },
    'a REGISTER or a 407': {
      ...told,
      play: (trace) => {
        trace.starts('register');
        trace.answers(trace.registers(), 401, challenge);
        trace.answers(trace.publishes(), 407, [row('Proxy-Authenticate', challenge[0]?.[1] ?? '')]);
        watched(trace);
      },
    },
  },
});
