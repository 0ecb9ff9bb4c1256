import { firstField } from '../../sip/message';
import { readVia } from '../../sip/via';
import { registerPublishOrSubscribe } from '../applies';
import type { FormCheck, Observation } from '../check';
import { judgeFaults } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('a host in sent-by')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-18.1.1-3: the sent-by of the top Via is a host, with the port where responses are expected (RFC 3261 §18.1.1, §20.42). On
 * which ports the client listens does not show; only port 0 is one that nobody can be reached at.
 */
export const sentBy: FormCheck = {
  requirement: 'RFC3261-18.1.1-3',
  kinds: registerPublishOrSubscribe,
  appliesTo: hasWholeHeader,
  judge(subject) {
    const field = firstField(subject.message, 'via');
    if (field === undefined) return nothing;
    const read = readVia(field);
    if (!read.ok) return judgeFaults('RFC3261-18.1.1-3', subject, nothing);
    const [top] = read.value;
    if (top?.port === 0 && top.rport === undefined) {
      return [fail('port 0 in sent-by', { expected: 'the port where responses are expected', span: top.span })];
    }
    return met;
  },
};
