import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import {
  again,
  answered,
  asks,
  asksAsProxy,
  credentials,
  known,
  proxyCredentials,
  scene,
} from '../provoked/digest.fixture';
import { outcomesIn, testProvoked } from '../provoked/scene.fixture';
import { returnedParameters } from './3.4-4-returned-parameters';

const NONCE = 'ZjAxNGY1YzYxODU0MjBjYjFhYWU0MjYwZGQ0NTQ1ZTU9PQ==';
const full = asks({ opaque: 'o="1"', nonce: NONCE, algorithm: 'SHA-256' }).map((text) => text.replace('o="1"', 'o1'));
const asked = [[full[0] ?? '', full[1] ?? '']] as const;
const right = { nonce: NONCE, opaque: 'o1', algorithm: 'SHA-256' };
const dropped = credentials({ params: { ...right, opaque: undefined } });
const sent = (params: Readonly<Record<string, string | undefined>>) =>
  answered([credentials({ params: { ...right, ...params } })], asked);
const ims = { ...known, pics: { sip_ip_core: 'ims' as const } };

testProvoked(returnedParameters, 'realm, nonce, opaque and algorithm come back', {
  violation: { at: `Authorization: ${dropped[1]}`, ...answered([dropped], asked) },
  violations: {
    'opaque changed': sent({ opaque: 'o2' }),
    'another algorithm': sent({ algorithm: 'MD5' }),
    'an algorithm that is not named': sent({ algorithm: undefined }),
    'a truncated nonce': sent({ nonce: NONCE.slice(0, 20) }),
    'another realm': sent({ realm: 'EXAMPLE.com' }),
    'no realm': answered([credentials({ sent: { realm: undefined } })]),
    'another algorithm for one that was not named': answered([credentials({ params: { algorithm: 'SHA-256' } })]),
    'in a later request with the nonce': scene((trace) => {
      trace.answers(trace.publishes(), 401, asked);
      trace.answers(trace.publishes({ add: [credentials({ params: right })] }));
      trace.publishes({ add: [dropped] });
    }),
    'a nonce of nobody beside that of the other side': answered(
      [credentials(), proxyCredentials({ params: { nonce: 'p' } })],
      [asks(), asksAsProxy()],
    ),
    'opaque of a REGISTER in an IMS core': scene((trace) => {
      const first = trace.registers();
      trace.answers(first, 401, asked);
      again(trace, first, [credentials({ method: 'REGISTER', params: { ...right, opaque: undefined } })]);
    }, ims),
  },
  legal: {
    'algorithm omitted when the challenge omitted it': answered([credentials()]),
    'algorithm=MD5 added although the challenge omitted it': answered([credentials({ params: { algorithm: 'MD5' } })]),
  },
  passes: {
    'all of them': sent({}),
    'algorithm in other letters': sent({ algorithm: 'sha-256' }),
    'an opaque that nobody told': answered([credentials({ params: { opaque: 'mine' } })]),
    'an empty opaque left out': answered([credentials()], [asks({ opaque: '' })]),
    'one of several alternatives with one nonce': answered(
      [credentials({ params: { algorithm: 'MD5' } })],
      [asks({ algorithm: 'SHA-256' }), asks({ algorithm: 'MD5' })],
    ),
    'a nonce that another request was told': scene((trace) => {
      const first = trace.publishes();
      trace.answers(first, 401, [asks()]);
      trace.answers(trace.subscribes(), 401, [asks({ nonce: 'n2' })]);
      again(trace, first, [credentials({ params: { nonce: 'n2' } })]);
    }),
    'escaped characters': answered([credentials({ params: { realm: 'a\\"b' } })], [asks({ realm: 'a\\"\\b' })]),
    'a REGISTER in an IMS core with another realm': scene((trace) => {
      const first = trace.registers();
      trace.answers(first, 401, asked);
      again(trace, first, [credentials({ method: 'REGISTER', params: { ...right, realm: 'x' } })]);
    }, ims),
  },
  undecided: {
    'a nonce from before the trace': scene((trace) => {
      const first = trace.publishes({ add: [credentials({ params: { nonce: 'old' } })] });
      trace.answers(first, 403);
      trace.publishes({ add: [credentials({ params: { nonce: 'older' } })] });
    }),
    'the old nonce once more': scene((trace) => {
      const first = trace.publishes({ add: [credentials({ params: { nonce: 'old' } })] });
      trace.answers(first, 401, [asks({ stale: 'true' })]);
      again(trace, first, [credentials({ params: { nonce: 'old', nc: '00000002' } })]);
    }),
    'a nonce of nobody under another Call-ID': scene((trace) => {
      trace.answers(trace.publishes(), 401, [asks()]);
      trace.publishes({ add: [credentials({ params: { nonce: 'x' } })] });
    }),
  },
});

describe('RFC7616-3.4-4 algorithm=MD5 left out', () => {
  it('is only remarked on', () => {
    assert.deepEqual(outcomesIn(returnedParameters, answered([credentials()], [asks({ algorithm: 'MD5' })])), ['info']);
  });
});
