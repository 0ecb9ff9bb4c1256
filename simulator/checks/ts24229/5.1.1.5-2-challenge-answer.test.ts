import { again, asks, credentials, known, scene, waits } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { aka, told } from '../provoked/security.fixture';
import { challengeAnswer } from './5.1.1.5-2-challenge-answer';

type Rows = readonly (readonly [string, string])[];
type Params = Readonly<Record<string, string | undefined>>;
const ims = { ...known, pics: { sip_ip_core: 'ims' as const }, homeDomain: 'example.com' };
const AKA = 'AKAv1-MD5';

const answered = (rows: Rows, challenge: Params = {}, context: typeof ims | typeof aka = ims) =>
  scene((trace) => {
    trace.starts('register');
    const first = trace.registers();
    trace.answers(first, 401, [asks(challenge), ...told]);
    trace.answers(again(trace, first, rows));
    waits(trace);
  }, context);
const sent = (params: Params, challenge?: Params, context?: typeof ims | typeof aka) =>
  answered([credentials({ method: 'REGISTER', sent: params })], challenge, context);
const given = (params: Params, challenge?: Params) =>
  answered([credentials({ method: 'REGISTER', params })], challenge);

testProvoked(challengeAnswer, 'the answer to the challenge of an IMS core', {
  violation: { at: 'uri="sip:alice@ims.example.net"', ...given({ uri: 'sip:alice@ims.example.net' }) },
  violations: {
    'another realm': given({ realm: 'x' }),
    'another nonce': given({ nonce: 'n' }),
    'another algorithm': given({ algorithm: 'MD5' }, { algorithm: 'SHA-256' }),
    'AKA that is not named': given({}, { algorithm: AKA }),
    'no realm': sent({ realm: undefined }),
    'another user': given({ username: 'bob' }),
    'the URI of another domain': given({ uri: 'sip:example.net' }),
    'no uri': sent({ uri: undefined }),
    'no response': sent({ response: undefined }),
    'no username': sent({ username: undefined }),
    'a wrong response': sent({ response: '0' }),
    'a response in upper case': answered([
      credentials({
        method: 'REGISTER',
        raw: (value) => value.replace(/response="[^"]*"/, (text) => `response=${text.slice(9).toUpperCase()}`),
      }),
    ]),
  },
  legal: {
    'qop handling per RFC 3310/2617': given({ qop: undefined, nc: undefined, cnonce: undefined }, { qop: undefined }),
    'auts instead of response after a synchronisation failure': sent(
      { algorithm: AKA, auts: 'CjkyMzRfOiwg5CfkJ2UK=', response: '' },
      { algorithm: AKA },
      aka,
    ),
  },
  passes: {
    'the right answer': given({}),
    'an answer of AKA, whose keys nobody knows': sent({ algorithm: AKA, response: '0' }, { algorithm: AKA }, aka),
    'the home domain with a port': given({ uri: 'sip:EXAMPLE.com:5060' }),
    'the second of two challenges': scene((trace) => {
      const first = trace.registers();
      trace.answers(first, 401, [asks({ algorithm: 'SHA-256', nonce: 'n2' }), asks()]);
      again(trace, first, [credentials({ method: 'REGISTER' })]);
    }, ims),
  },
  undecided: {
    'no answer': answered([]),
    'no IMS core': scene(answered([credentials({ method: 'REGISTER', params: { username: 'bob' } })]).play),
    'a PUBLISH': scene((trace) => {
      const first = trace.publishes();
      trace.answers(first, 401, [asks()]);
      again(trace, first, [credentials({ params: { username: 'bob' } })]);
    }, ims),
    'a row that cannot be read': answered([['Authorization', 'Digest realm="']]),
    'the answer to another challenge': scene((trace) => {
      trace.answers(trace.publishes(), 401, [asks({ nonce: 'n2' })]);
      const first = trace.registers();
      trace.answers(first, 401, [asks()]);
      again(trace, first, [credentials({ method: 'REGISTER', params: { nonce: 'n2', username: 'bob' } })]);
    }, ims),
  },
});
