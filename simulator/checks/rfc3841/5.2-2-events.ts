import { subscribeOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { judgeListed } from '../common/listed-preference';
import { pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('an events parameter that lists the event package')];

/** RFC3841-5.2-2: caller preferences of a SUBSCRIBE, if it has any, also name the event package (RFC 3841 §5.2). */
export const eventPreferred: FormCheck = {
  requirement: 'RFC3841-5.2-2',
  kinds: subscribeOnly,
  appliesTo: hasWholeHeader,
  judge: ({ message }, { rules }) => judgeListed(message, { tag: 'events', wanted: rules.event_package }, met),
};
