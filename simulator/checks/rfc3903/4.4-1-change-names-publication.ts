import { publishOnly } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { entryOfForgottenTag, forgottenTag, namesPublication, updateBySettings } from '../common/forgotten-tag';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { pass } from '../observe';

const met: readonly Observation[] = [pass('a change with SIP-If-Match')];
const nothing: readonly Observation[] = [];

/**
 * RFC3903-4.4-1: a change of published settings names the publication with SIP-If-Match (RFC 3903 §4.4); without it the server makes a
 * second one beside it. Which entity-tag it is, is the matter of RFC3903-4.1-3, RFC3903-4.3-4 and RFC3903-4.4-3.
 */
export const changeNamesPublication: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3903-4.4-1',
  kinds: publishOnly,
  appliesTo: isWholeAndNoRemoval,
  judge(subject, context) {
    const { published } = subject;
    if (published !== undefined) {
      return namesPublication(subject) && updateBySettings(subject, published) === 'change' ? met : nothing;
    }
    return entryOfForgottenTag(subject, context) === 'RFC3903-4.4-1' ? forgottenTag(subject, 'a change') : nothing;
  },
};
