import { fail, pass } from '../observe';
import type { ProvokedCheck, Reaction } from '../provoked/provoked-check';

const met: readonly Reaction[] = [{ observation: pass('a row for each of the credentials') }];

/**
 * RFC3261-22.4-3: several credentials stand in rows of their own, never joined by a comma (RFC 3261 §22.4, §7.3.1, §20.7). Nothing is
 * said of a request with one of them.
 */
export const joinedCredentials: ProvokedCheck = {
  requirement: 'RFC3261-22.4-3',
  on: ['request'],
  isProvokedBy: (cause) => cause.kind === 'request' && cause.tx.credentials.length > 1,
  window: 0,
  judge({ cause }) {
    if (cause.kind !== 'request') return [];
    const { credentials, event } = cause.tx;
    const joined = credentials.find(({ field }, index) => credentials[index - 1]?.field === field);
    if (joined === undefined) return met;
    const { field } = joined;
    const text = `several credentials in one ${field.name} row`;
    return [{ observation: fail(text, { expected: 'a row for each', span: field.span }), evidence: event }];
  },
};
