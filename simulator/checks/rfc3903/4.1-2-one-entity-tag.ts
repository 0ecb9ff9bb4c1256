import { fieldsNamed, firstField } from '../../sip/message';
import { publishOnly } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { isSound } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('one entity-tag in SIP-If-Match')];
const nothing: readonly Observation[] = [];

/** What other protocols write for "any"; RFC 3903 has no such thing, but a server may give it out as an entity-tag. */
const WILDCARD = '*';

/**
 * RFC3903-4.1-2: an update carries exactly one entity-tag in SIP-If-Match (RFC 3903 §4.1). A second row breaks RFC3261-7.3.1-2, a
 * single value that is no token RFC3903-12-1; neither is told here again. That SIP-If-Match is missing in an update breaks
 * RFC3903-4.3-2 or -4.4-1.
 */
export const oneEntityTag: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3903-4.1-2',
  kinds: publishOnly,
  judge({ message, entityTagProblem }) {
    if (firstField(message, 'sip-if-match') === undefined) return nothing;
    for (const field of fieldsNamed(message, 'sip-if-match')) {
      const { value, valueSpan: span } = field;
      if (!isSound(field, message)) return nothing;
      if (value.includes(',')) return [fail(`several values in SIP-If-Match ${quoted(value)}`, { span })];
      if (value === WILDCARD && entityTagProblem !== undefined) {
        const { text, isUncertain: _, supersededBy: __, ...named } = entityTagProblem;
        return [fail(`"*" in SIP-If-Match, which stands for no entity-tag: ${text}`, { ...named, span })];
      }
    }
    return met;
  },
};
