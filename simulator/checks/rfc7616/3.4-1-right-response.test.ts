import { SETTINGS_DOCUMENT } from '../../sip/message.fixture';
import { again, answered, asks, credentials, hashedUsername, known, scene } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { rightResponse } from './3.4-1-right-response';

const UPPER = 'response="6629FAE49393A05397450978507C4EF1"';
const upper = ([name, value]: readonly [string, string]) =>
  [name, value.replace(/response="([^"]+)"/, (_, response) => `response="${response.toUpperCase()}"`)] as const;
const wrong = credentials({ sent: { response: '6629fae49393a05397450978507c4ef1' } });
const right = upper(credentials());

/** A challenge with an algorithm, and its answer. */
function answers(trace: TraceBuilder, algorithm: string, params = {}): void {
  const first = trace.publishes();
  const nonce = `n-${algorithm}`;
  trace.answers(first, 401, [asks({ algorithm, nonce, qop: 'auth,auth-int' })]);
  const digest = { params: { algorithm, nonce, ...params }, body: SETTINGS_DOCUMENT };
  trace.answers(again(trace, first, [credentials(digest)]));
}

const ims = { ...known, pics: { sip_ip_core: 'ims' as const } };

testProvoked(rightResponse, 'the response is the digest over what the credentials say', {
  violation: { at: /response="[^"]*"/.exec(right[1])?.[0] ?? UPPER, ...answered([right]) },
  violations: {
    'another digest': answered([wrong]),
    'another password': answered([credentials({ password: 'Secret' })]),
    'another method': answered([credentials({ method: 'SUBSCRIBE' })]),
    'another count': answered([credentials({ sent: { nc: '00000002' } })]),
    'another cnonce': answered([credentials({ sent: { cnonce: 'c2' } })]),
    'a digest of the session': answered([
      credentials({ params: { algorithm: 'MD5-sess' }, sent: { algorithm: 'MD5' } }),
    ]),
    'another body': answered([credentials({ params: { qop: 'auth-int' }, body: 'x' })], [asks({ qop: 'auth-int' })]),
    'a digest with qop in credentials without': answered([credentials({ sent: { qop: undefined } })]),
    'a challenge that nobody saw': scene((trace) => trace.subscribes({ add: [wrong] })),
    'a response of the wrong length': answered([credentials({ sent: { response: '12' } })]),
    'no response': answered([credentials({ sent: { response: undefined } })]),
    'credentials for a proxy': answered([['Proxy-Authorization', wrong[1]]]),
  },
  legal: {
    'MD5, MD5-sess, SHA-256, SHA-256-sess, SHA-512-256 as challenged': scene((trace) => {
      for (const name of ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess', 'SHA-512-256']) answers(trace, name);
    }),
    'auth-int over the exact body octets': scene((trace) => answers(trace, 'MD5', { qop: 'auth-int' })),
  },
  passes: {
    'without qop': answered([credentials({ params: { qop: undefined, nc: undefined, cnonce: undefined } })]),
    'a nonce that was told wrong': answered([credentials({ params: { nonce: 'n' } })]),
    'a count of one digit': answered([credentials({ params: { nc: '1' } })]),
    'another URI': answered([credentials({ params: { uri: 'sip:other' } })]),
    'SHA-256 that was asked for, and not named': answered(
      [credentials({ params: { algorithm: 'SHA-256' }, sent: { algorithm: undefined } })],
      [asks({ algorithm: 'SHA-256' })],
    ),
    'a token in upper case': answered([credentials({ params: { qop: 'AUTH' } })]),
    'a hashed username': answered([credentials({ params: { username: hashedUsername(), userhash: 'true' } })]),
    'an algorithm in lower case': answered([
      credentials({ params: { algorithm: 'SHA-256' }, sent: { algorithm: 'sha-256' } }),
    ]),
    'parameters in any order, with white space': answered([
      credentials({
        raw: (value) => `Digest ${value.slice(7).split(', ').toReversed().join('\t,  ').replaceAll('=', ' = ')}`,
      }),
    ]),
    'a REGISTER in an IMS core': scene((trace) => trace.registers({ add: [credentials({ method: 'REGISTER' })] }), ims),
  },
  undecided: {
    'no password': { play: answered([wrong]).play },
    'another user': answered([credentials({ params: { username: 'bob' } })]),
    'another realm': answered([credentials({ params: { realm: 'x' } })]),
    'an algorithm without a known password': answered([credentials({ params: { algorithm: 'AKAv1-MD5' } })]),
    'credentials without uri': answered([credentials({ sent: { uri: undefined } })]),
    'qop without cnonce': answered([credentials({ sent: { cnonce: undefined } })]),
    'qop without nc': answered([credentials({ sent: { nc: undefined } })]),
    'a session without cnonce': answered([
      credentials({ params: { qop: undefined, algorithm: 'MD5-sess' }, sent: { cnonce: undefined } }),
    ]),
    'a qop that is none': answered([credentials({ params: { qop: 'x' } })]),
    'a body that is cut off': scene((trace) =>
      trace.publishes({ add: [credentials({ params: { qop: 'auth-int' } })] }, { truncated: true }),
    ),
    'a synchronisation failure of AKA': answered([credentials({ sent: { auts: 'x', response: '0' } })]),
    'the empty answer of a first REGISTER': scene((trace) =>
      trace.registers({ add: [credentials({ sent: { nonce: '', response: '' } })] }),
    ),
    'a wrong one in a REGISTER in an IMS core': scene((trace) => trace.registers({ add: [wrong] }), ims),
    'another request': scene((trace) => {
      trace.registers();
      trace.registers({ method: 'OPTIONS', add: [wrong] });
    }),
  },
});
