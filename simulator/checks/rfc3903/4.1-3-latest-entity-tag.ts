import { firstField } from '../../sip/message';
import { publishOnly } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { fail, pass, warn } from '../observe';

const met: readonly Observation[] = [pass('the entity-tag that was given out last for this publication')];
const nothing: readonly Observation[] = [];

/**
 * RFC3903-4.1-3: the entity-tag sent back is, octet for octet, the one received last for this publication (RFC 3903 §4.1, §8.2,
 * §12). Which ones were given out is known from the trace. Before the first one nobody knows: see RFC3903-4.2-1. A "*" that nobody
 * gave out breaks RFC3903-4.1-2; one that a refresh or a change has superseded RFC3903-4.3-4 or RFC3903-4.4-3, where it is known which of
 * both it was.
 */
export const latestEntityTag: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3903-4.1-3',
  kinds: publishOnly,
  judge({ message, entityTagProblem, published }) {
    const field = firstField(message, 'sip-if-match');
    if (field === undefined || field.value === '*') return nothing;
    if (entityTagProblem !== undefined) {
      const { text, isUncertain, supersededBy, ...named } = entityTagProblem;
      if (supersededBy !== undefined) return nothing;
      const details = { ...named, span: field.valueSpan };
      return [isUncertain ? warn(`${text}; it may be of another run`, details) : fail(text, details)];
    }
    return published === undefined ? nothing : met;
  },
};
