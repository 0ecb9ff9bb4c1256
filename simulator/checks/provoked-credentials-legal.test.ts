import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { SETTINGS_DOCUMENT } from '../sip/message.fixture';
import { row } from './history.fixture';
import {
  again,
  answered,
  asks,
  asksAsProxy,
  challenged,
  credentials,
  hashedUsername,
  known,
  proxyCredentials,
  REALM,
  scene,
  waits,
} from './provoked/digest.fixture';
import { reactionsIn, type Scene } from './provoked/scene.fixture';
import { aka, mirrored, offered, required, told } from './provoked/security.fixture';
import { credentialChecks } from './provoked-credentials';
import type { TraceBuilder } from './trace.fixture';

type Rows = readonly (readonly [string, string])[];

/** The entries that do not simply pass, each once. */
function remarks(of: Scene): readonly string[] {
  const found = credentialChecks.flatMap((check) => reactionsIn(check, of));
  const remarked = found.filter(({ observation }) => observation.outcome !== 'pass');
  return [...new Set(remarked.map(({ requirement }) => requirement))].toSorted();
}

const both = [asks({ qop: 'auth,auth-int' })];
const none = { qop: undefined, nc: undefined, cnonce: undefined };

/** Accepted with credentials, and once more. */
function twice(rows: Rows): Scene {
  return scene((trace) => {
    const retry = again(trace, challenged(trace), [credentials()]);
    trace.answers(retry);
    trace.passes(2_000);
    trace.ends();
    trace.starts('publish', undefined, 2);
    trace.answers(again(trace, retry, rows));
    waits(trace);
  });
}

function registers(second: Rows, then: (trace: TraceBuilder) => void = () => undefined): Scene {
  return scene((trace) => {
    trace.starts('register');
    const first = trace.registers({ add: [offered, ...required] });
    trace.answers(first, 401, [asks(), ...told]);
    trace.answers(again(trace, first, second));
    then(trace);
    waits(trace);
  }, aka);
}

const right = credentials({ method: 'REGISTER' });
const later = credentials({ params: { nc: '00000002' } });

describe('an odd but legal client that authenticates', () => {
  const spread = (value: string) => `Digest ${value.slice(7).replaceAll(', ', ' ,\r\n  ').replaceAll('=', ' = ')}`;
  const reversed = (value: string) => `dIgEsT ${value.slice(7).split(', ').toReversed().join(',')}`;
  const sha = { algorithm: 'SHA-256' };
  const clients: Readonly<Record<string, Scene>> = {
    'with auth-int': answered([credentials({ params: { qop: 'auth-int' }, body: SETTINGS_DOCUMENT })], both),
    'with auth-int and no body': scene((trace) => {
      const first = trace.subscribes();
      trace.answers(first, 401, both);
      again(trace, first, [credentials({ method: 'SUBSCRIBE', params: { qop: 'auth-int' } })]);
    }),
    'without qop, as in RFC 2069': answered([credentials({ params: none })], [asks({ qop: undefined })]),
    'with folds and white space': answered([credentials({ raw: spread })]),
    'with parameters in another order, and no blanks': answered([credentials({ raw: reversed })]),
    'with parameter names in upper case': answered([
      credentials({ raw: (value) => value.replace(/\b(username|nc|qop|uri)=/g, (name) => name.toUpperCase()) }),
    ]),
    'with an extension': answered([credentials({ raw: (value) => `${value}, x-vendor="1", integrity-protected=no` })]),
    'with userhash': answered(
      [credentials({ params: { username: hashedUsername(), userhash: 'true' } })],
      [asks({ userhash: 'true' })],
    ),
    'with SHA-256 of two': answered(
      [credentials({ params: { ...sha, nonce: 'n2' } })],
      [asks({ ...sha, nonce: 'n2' }), asks()],
    ),
    'with MD5 of two': answered([credentials()], [asks({ ...sha, nonce: 'n2' }), asks()]),
    'with two rows for two algorithms of one realm': answered(
      [credentials({ params: { ...sha, nonce: 'n2' } }), credentials()],
      [asks({ ...sha, nonce: 'n2' }), asks()],
    ),
    'with a domain in the challenge': answered(
      [credentials()],
      [asks({ domain: 'sip:example.com sip:example.net', charset: 'UTF-8' })],
    ),
    'with a challenge that says more, unquoted': answered(
      [credentials()],
      [
        row(
          'WWW-Authenticate',
          `digest stale = FALSE ,qop = "auth" , nonce="n1",realm="${REALM}",algorithm=md5, domain=""`,
        ),
      ].map(([name, value]) => [name, value.replace(',algorithm=md5', '')] as const),
    ),
    'with a quoted algorithm in the challenge': answered(
      [credentials({ params: { algorithm: 'MD5' } })],
      [row('WWW-Authenticate', `Digest realm="${REALM}", nonce="n1", qop="auth", algorithm="MD5"`)],
    ),
    'with an unquoted qop in the challenge': answered(
      [credentials()],
      [row('WWW-Authenticate', `Digest realm="${REALM}", nonce="n1", qop=auth`)],
    ),
    'with quotes in realm and opaque': answered(
      [credentials({ sent: { opaque: 'a\\"b\\\\' } })],
      [asks({ opaque: 'a\\"b\\\\' })],
    ),
    'that uses its nonce again and again': twice([later]),
    'that answers after a while': scene((trace) => {
      const first = challenged(trace);
      trace.passes(9_000);
      trace.answers(again(trace, first, [credentials()]));
      waits(trace);
    }),
    'that answers under a Call-ID of its own': scene((trace) => {
      challenged(trace);
      trace.answers(trace.publishes({ add: [credentials()] }));
      waits(trace);
    }),
    'that repeats itself on UDP': scene((trace) => {
      const first = challenged(trace);
      const retry = again(trace, first, [credentials()]);
      trace.sends(retry.bytes);
      trace.sends(retry.bytes);
      trace.answers(retry);
      waits(trace);
    }),
    'that is challenged anew for each request': scene((trace) => {
      for (let turn = 1; turn < 20; turn += 1) {
        const first = trace.publishes();
        trace.answers(first, 401, [asks({ nonce: `n${turn}` })]);
        trace.answers(again(trace, first, [credentials({ params: { nonce: `n${turn}` } })]));
      }
    }),
    'that answers two challenges at once': scene((trace) => {
      const [one, other] = [trace.publishes(), trace.registers()];
      trace.answers(one, 401, [asks()]);
      trace.answers(other, 401, [asks({ nonce: 'n2' })]);
      trace.answers(again(trace, one, [credentials({ params: { nonce: 'n2' } })]));
      trace.answers(
        again(trace, other, [credentials({ method: 'REGISTER', params: { nonce: 'n2', nc: '00000002' } })]),
      );
    }),
    'whose second request overtakes the first': scene((trace) => {
      const [one, other] = [trace.publishes(), trace.registers()];
      trace.answers(one, 401, [asks()]);
      trace.answers(other, 401, [asks()]);
      trace.answers(again(trace, other, [credentials({ method: 'REGISTER', params: { nc: '00000002' } })]));
      trace.answers(again(trace, one, [credentials()]));
      waits(trace);
    }),
    'that is started anew': scene((trace) => {
      const play = (nonce: string) => {
        const first = trace.registers();
        trace.answers(first, 401, [asks({ nonce })]);
        trace.answers(again(trace, first, [credentials({ method: 'REGISTER', params: { nonce } })]));
        trace.answers(trace.publishes({ add: [credentials({ params: { nonce, nc: '00000002' } })] }));
      };
      play('n1');
      play('n1');
      play('n2');
    }),
    'in a capture that begins in the middle': scene((trace) => {
      for (const nc of ['0000000b', '0000000c', '0000000e']) {
        trace.answers(trace.publishes({ add: [credentials({ params: { nonce: 'old', nc } })] }));
      }
    }),
    'whose challenge is cut off': scene((trace) => {
      const first = trace.publishes();
      trace.answers(first, 401, [row('WWW-Authenticate', `Digest realm="${REALM}", nonce="n`)]);
      trace.answers(again(trace, first, [credentials()]));
    }),
    'of whom a proxy asks, too': scene((trace) => {
      const first = challenged(trace, 407, [asksAsProxy()]);
      const second = again(trace, first, [proxyCredentials()]);
      trace.answers(second, 401, [asks()]);
      const third = again(trace, second, [credentials(), proxyCredentials({ params: { nc: '00000002' } })]);
      trace.answers(third);
      trace.answers(again(trace, third, [proxyCredentials({ params: { nc: '00000003' } }), later]));
      waits(trace);
    }),
    'behind a proxy that forks': scene((trace) => {
      const first = trace.publishes();
      trace.answers(first, 401, [asks()]);
      const retry = again(trace, first, [credentials()]);
      trace.sends(
        Buffer.from(retry.bytes.toString('latin1').replace('branch=z9hG4bK', 'branch=z9hG4bKfork'), 'latin1'),
      );
      trace.answers(retry);
    }),
    'whose user has another password': scene((trace) => {
      const retry = again(trace, challenged(trace), [credentials({ params: { username: 'bob' } })]);
      trace.answers(retry, 401, [asks({ nonce: 'n2' })]);
      trace.ends();
      trace.starts('publish', undefined, 2);
      trace.answers(again(trace, retry, [credentials({ params: { nonce: 'n2' } })]));
      waits(trace);
    }),
    'whose answer is cut off': scene((trace) => {
      const first = trace.publishes();
      trace.answers(first, 401, [asks({ opaque: 'o' })]);
      trace.publishes(
        { add: [credentials()], raw: (text) => text.slice(0, text.indexOf('cnonce')) },
        { truncated: true },
      );
    }),
    'of an IMS core': registers([right, offered, mirrored, ...required], (trace) => {
      trace.answers(trace.publishes({ add: [mirrored, ...required] }));
    }),
  };
  for (const [name, of] of Object.entries(clients)) {
    it(name, () => {
      assert.deepEqual(remarks(of), []);
      // Nor does a tester complain that knows nothing of the client.
      if (of.context === known) assert.deepEqual(remarks({ play: of.play, context: { nextHop: undefined } }), []);
    });
  }
});
