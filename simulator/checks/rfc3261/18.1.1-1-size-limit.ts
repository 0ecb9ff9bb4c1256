import { registerPublishOrSubscribe } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, info, pass } from '../observe';

const met: readonly Observation[] = [pass('no larger than a request over UDP may be')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-18.1.1-1: a request of more than 1300 octets goes over TCP (RFC 3261 §18.1.1); the rule `udp_size_limit` names another
 * limit or none (decision D-14). UDP is right for it where TCP was refused. So it is a breach only where the server is known to
 * listen on TCP at the same address and port, a remark where nobody knows, and nothing where it does not.
 */
export const sizeLimit: FormCheck = {
  requirement: 'RFC3261-18.1.1-1',
  kinds: registerPublishOrSubscribe,
  appliesTo: ({ event }, { rules }) => event.transport === 'udp' && rules.udp_size_limit > 0,
  judge({ message, event }, { rules, offersTcp }) {
    const size = message.span.end - message.span.start;
    const limit = rules.udp_size_limit;
    // Of one that the capture cut off, the whole size is unknown.
    if (size <= limit) return event.truncated ? nothing : met;
    if (offersTcp === false) return nothing;
    const details = {
      expected: `at most ${limit} octets over UDP`,
      actual: `${size} octets`,
      span: message.start.span,
    };
    if (offersTcp) return [fail(`a request of ${size} octets over UDP`, details)];
    return [info('a request above the size limit over UDP; whether the server offers TCP is unknown', details)];
  },
};
