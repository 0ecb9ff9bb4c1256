import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { RequirementId } from '../requirements/requirement';
import { row } from './history.fixture';
import {
  again,
  answered,
  asks,
  asksAsProxy,
  challenged,
  credentials,
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
const raw = (from: string | RegExp, to: string) => credentials({ raw: (value) => value.replace(from, to) });

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

function silent(rows: Rows, status = 401): Scene {
  return scene((trace) => {
    challenged(trace, status, rows);
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

describe('one breach of the entries on credentials', () => {
  const breaches: readonly (readonly [string, Scene, ...RequirementId[]])[] = [
    ['no answer to a challenge', silent([asks()]), 'RFC3261-8.1.3.5-1'],
    ['no answer to the proxy', silent([asksAsProxy()], 407), 'RFC3261-8.1.3.5-1'],
    ['no answer beside an unknown algorithm', silent([asks({ algorithm: 'X', nonce: 'x' }), asks()]), 'RFC8760-2.4-2'],
    [
      'an unknown algorithm answered',
      answered(
        [credentials({ params: { algorithm: 'X', nonce: 'x' } })],
        [asks({ algorithm: 'X', nonce: 'x' }), asks()],
      ),
      'RFC8760-2.4-2',
    ],
    [
      'Proxy-Authorization for a server',
      answered([proxyCredentials({ params: { realm: REALM, nonce: 'n1' } })]),
      'RFC3261-8.1.3.5-1',
    ],
    [
      'Authorization for a proxy, which two entries name',
      answered([credentials({ params: { realm: 'proxy.example.com', nonce: 'p1' } })], [asksAsProxy()], 407),
      'RFC3261-22.3-1',
      'RFC3261-8.1.3.5-1',
    ],
    [
      'an equal CSeq number',
      scene((trace) => {
        const request = challenged(trace);
        const cseq = request.bytes.toString('latin1').match(/CSeq: (.*)\r/)?.[1] ?? '';
        trace.answers(again(trace, request, [credentials()], [['CSeq', cseq]]));
        waits(trace);
      }),
      'RFC3261-22.2-1',
    ],
    ['qop dropped', answered([credentials({ params: { qop: undefined } })], both), 'RFC3261-22.4-2'],
    [
      'a list of qop',
      answered([credentials({ sent: { qop: '"auth,auth-int"' } })], both),
      'RFC3261-22.4-2',
      'RFC7616-3.4-5',
    ],
    [
      'joined rows',
      answered(
        [['Authorization', `${credentials()[1]}, ${credentials({ params: { realm: 'b', nonce: 'n2' } })[1]}`]],
        [asks(), asks({ realm: 'b', nonce: 'n2' })],
      ),
      'RFC3261-22.4-3',
    ],
    ['a wrong response', answered([credentials({ sent: { response: '0' } })]), 'RFC7616-3.4-1'],
    ['nc of one digit', answered([credentials({ params: { nc: '1' } })]), 'RFC7616-3.4-2'],
    ['a constant nc', twice([credentials()]), 'RFC7616-3.4-2'],
    ['cnonce dropped', answered([credentials({ sent: { cnonce: undefined } })]), 'RFC7616-3.4-3'],
    ['qop where there was none', answered([credentials()], [asks({ qop: undefined })]), 'RFC7616-3.4-3'],
    ['opaque dropped', answered([credentials()], [asks({ opaque: 'o' })]), 'RFC7616-3.4-4'],
    ['a truncated nonce', answered([credentials({ params: { nonce: 'n' } })]), 'RFC7616-3.4-4'],
    [
      'another realm than told, for its nonce',
      answered([credentials({ params: { realm: 'proxy.example.com' } })]),
      'RFC7616-3.4-4',
    ],
    ['qop in quotes', answered([raw('qop=auth', 'qop="auth"')]), 'RFC7616-3.4-5'],
    ['an unquoted uri, which a passive entry speaks of', answered([raw(/uri="([^"]*)"/, 'uri=$1')])],
    [
      'nextnonce ignored',
      scene((trace) => {
        const retry = again(trace, challenged(trace), [credentials()]);
        trace.answers(retry, 200, [['Authentication-Info', 'nextnonce="n2"']]);
        waits(trace);
        trace.starts('publish', undefined, 2);
        trace.answers(trace.publishes({ add: [later] }));
        waits(trace);
      }),
      'RFC7616-3.5-1',
    ],
    [
      'a stale nonce given up',
      scene((trace) => {
        const retry = again(trace, challenged(trace), [credentials()]);
        trace.answers(retry, 401, [asks({ nonce: 'n2', stale: 'true' })]);
        waits(trace);
      }),
      'RFC7616-3.3-1',
    ],
    [
      'a stale nonce again',
      scene((trace) => {
        const retry = again(trace, challenged(trace), [credentials()]);
        trace.answers(retry, 401, [asks({ nonce: 'n2', stale: 'true' })]);
        trace.answers(again(trace, retry, [later]));
        waits(trace);
      }),
      'RFC7616-3.3-1',
    ],
    [
      'rejected credentials again',
      scene((trace) => {
        const retry = again(trace, challenged(trace), [credentials()]);
        trace.answers(retry, 401, [asks({ nonce: 'n2' })]);
        trace.answers(again(trace, retry, [credentials({ params: { nonce: 'n2' } })]), 403);
        waits(trace);
      }),
      'RFC3261-22.1-1',
    ],
    [
      'ping-pong',
      scene((trace) => {
        const first = again(trace, challenged(trace, 407, [asksAsProxy()]), [proxyCredentials()]);
        trace.answers(first, 401, [asks()]);
        const second = again(trace, first, [credentials()]);
        trace.answers(second, 407, [asksAsProxy({ nonce: 'p2' })]);
        waits(trace);
      }),
      'RFC3261-22.3-2',
    ],
    [
      'proxy credentials dropped',
      scene((trace) => {
        const retry = again(trace, challenged(trace, 407, [asksAsProxy()]), [proxyCredentials()]);
        trace.answers(retry);
        trace.answers(again(trace, retry));
        waits(trace);
      }),
      'RFC3261-22.3-1',
    ],
    [
      'Basic',
      answered([row('Authorization', 'Basic YQ==')], [row('WWW-Authenticate', 'Basic realm="x"')]),
      'RFC8760-2.6-1',
    ],
    [
      'Basic beside an offer of Digest',
      answered(
        [row('Authorization', 'Basic YQ=='), credentials()],
        [row('WWW-Authenticate', 'Basic realm="x"'), asks()],
      ),
      'RFC8760-2.6-1',
    ],
    ['no Security-Verify in the second REGISTER', registers([right, offered, ...required]), 'TS24229-5.1.1.5-1'],
    [
      'a wrong response of the second REGISTER',
      registers([credentials({ method: 'REGISTER', sent: { response: '0' } }), offered, mirrored, ...required]),
      'TS24229-5.1.1.5-2',
    ],
    [
      'another realm in the second REGISTER',
      registers([
        credentials({ method: 'REGISTER', params: { realm: 'proxy.example.com' } }),
        offered,
        mirrored,
        ...required,
      ]),
      'TS24229-5.1.1.5-2',
    ],
    [
      'no Proxy-Require in the second REGISTER',
      registers([right, offered, mirrored, row('Require', 'sec-agree')]),
      'RFC3329-2.3.1-2',
    ],
    [
      'no Security-Verify later',
      registers([right, offered, mirrored, ...required], (trace) => {
        trace.answers(trace.publishes({ add: required }));
      }),
      'RFC3329-2.3.1-1',
    ],
    [
      'no Security-Verify after 494',
      scene((trace) => {
        trace.starts('publish');
        const request = trace.publishes({ add: [offered, ...required] });
        trace.answers(request, 494, told);
        again(trace, request, [offered, ...required]);
        waits(trace);
      }),
      'RFC3329-2.3.1-4',
    ],
  ];
  for (const [name, of, ...entries] of breaches) {
    it(`${name}: ${entries.join(' ') || 'none of them'}`, () => assert.deepEqual(remarks(of), entries));
  }
});
