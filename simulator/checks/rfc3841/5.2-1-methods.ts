import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { judgeListed } from '../common/listed-preference';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { pass } from '../observe';

const met: readonly Observation[] = [pass('a methods parameter that lists PUBLISH')];

/** RFC3841-5.2-1: caller preferences of a PUBLISH also name its method (RFC 3841 §5.2), in whichever value. */
export const methodPreferred: FormCheck = {
  requirement: 'RFC3841-5.2-1',
  kinds: publishOnly,
  appliesTo: isWholeAndNoRemoval,
  judge: ({ message }) => judgeListed(message, { tag: 'methods', wanted: 'PUBLISH' }, met),
};
