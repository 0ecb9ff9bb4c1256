import { firstField } from '../../sip/message';
import { paramNamed } from '../../sip/params';
import { readVia } from '../../sip/via';
import { registerPublishOrSubscribe } from '../applies';
import type { FormCheck, Observation } from '../check';
import { judgeFaults } from '../common/syntax-faults';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('rport without a value')];
const nothing: readonly Observation[] = [];

/**
 * RFC3581-3-1: a client asks with rport alone; the value is the server's to add (RFC 3581 §3, §4). Only the top Via is the client's
 * own word to the server. A value that is no port at all breaks this entry too.
 */
export const rport: FormCheck = {
  requirement: 'RFC3581-3-1',
  kinds: [...registerPublishOrSubscribe, 'settings-subscribe-in-dialog'],
  judge(subject) {
    const field = firstField(subject.message, 'via');
    if (field === undefined) return nothing;
    const read = readVia(field);
    if (!read.ok) return judgeFaults('RFC3581-3-1', subject, nothing);
    const [top] = read.value;
    if (top?.rport === undefined) return nothing;
    if (top.rport === true) return met;
    const span = paramNamed(top.params, 'rport')?.span ?? top.span;
    return [fail('rport in the top Via has a value', { expected: 'rport alone', span })];
  },
};
