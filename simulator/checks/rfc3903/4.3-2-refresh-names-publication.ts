import { publishOnly } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { entryOfForgottenTag, forgottenTag, namesPublication, updateBySettings } from '../common/forgotten-tag';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { pass } from '../observe';

const met: readonly Observation[] = [pass('a refresh with SIP-If-Match')];
const nothing: readonly Observation[] = [];

/**
 * RFC3903-4.3-2: a refresh names the publication with SIP-If-Match (RFC 3903 §4.3); without it the server makes a second one. A PUBLISH of
 * the same settings is one in the later part of the lifetime, or where the client was asked to refresh. Which entity-tag it is, is the
 * matter of RFC3903-4.1-3, RFC3903-4.3-4 and RFC3903-4.4-3.
 */
export const refreshNamesPublication: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3903-4.3-2',
  kinds: publishOnly,
  appliesTo: isWholeAndNoRemoval,
  judge(subject, context) {
    const { published } = subject;
    if (published !== undefined) {
      return namesPublication(subject) && updateBySettings(subject, published) === 'refresh' ? met : nothing;
    }
    return entryOfForgottenTag(subject, context) === 'RFC3903-4.3-2' ? forgottenTag(subject, 'a refresh') : nothing;
  },
};
