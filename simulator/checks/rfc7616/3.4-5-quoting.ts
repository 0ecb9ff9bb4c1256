import type { Observation } from '../check';
import { fail, pass } from '../observe';
import { isAuthenticated } from '../provoked/challenged';
import type { Presented } from '../provoked/credentials-seen';
import type { ProvokedCheck } from '../provoked/provoked-check';

const BARE: ReadonlySet<string> = new Set(['algorithm', 'qop', 'nc']);
/** Without `uri`, whose quotes belong to RFC3261-22.4-1. */
const QUOTED: ReadonlySet<string> = new Set(['username', 'realm', 'nonce', 'response', 'cnonce', 'opaque']);

/**
 * RFC7616-3.4-5: algorithm, qop and nc stand without quotes; username, realm, nonce, response, cnonce and opaque with them (RFC 7616
 * §3.4). An unquoted uri breaks RFC3261-22.4-1.
 */
export const quoting: ProvokedCheck = {
  requirement: 'RFC7616-3.4-5',
  on: ['request'],
  isProvokedBy: (cause) => cause.kind === 'request' && cause.tx.credentials.length > 0 && isAuthenticated(cause.tx),
  window: 0,
  judge({ cause }) {
    if (cause.kind !== 'request') return [];
    const { credentials, event } = cause.tx;
    const digests = credentials.filter(({ scheme }) => scheme === 'digest');
    const failures = digests.flatMap(judgeQuotes);
    if (failures.length > 0) return failures.map((observation) => ({ observation, evidence: event }));
    return digests.length > 0 ? [{ observation: pass('quotes where they belong') }] : [];
  },
};

/** What is wrong in one row is told at once. */
function judgeQuotes({ params }: Presented): readonly Observation[] {
  const wrong = params.filter(({ key, quoted }) => (quoted ? BARE.has(key) : QUOTED.has(key)));
  const [first] = wrong;
  if (first === undefined) return [];
  const names = wrong.map(({ name, quoted }) => `${name} ${quoted ? 'in quotes' : 'without quotes'}`);
  const expected = first.quoted ? `${first.name}=${first.value ?? ''}` : `${first.name}="${first.value ?? ''}"`;
  return [fail(names.join(', '), { expected, span: first.span })];
}
