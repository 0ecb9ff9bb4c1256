import { readEntityTag } from '../../sip/entity-tag';
import { fieldsNamed, firstField } from '../../sip/message';
import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { judgeFaults } from '../common/syntax-faults';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('a token in SIP-If-Match')];
const nothing: readonly Observation[] = [];

/**
 * RFC3903-12-1: SIP-If-Match holds a token, without quotes and weakness prefix (RFC 3903 §12, §11.3). A list of entity-tags breaks
 * RFC3903-4.1-2 and not this entry, whatever its elements are.
 */
export const entityTagToken: FormCheck = {
  requirement: 'RFC3903-12-1',
  kinds: publishOnly,
  judge(subject) {
    const { message } = subject;
    if (firstField(message, 'sip-if-match') === undefined) return nothing;
    const faults = judgeFaults('RFC3903-12-1', subject, met);
    if (faults !== met) return faults;
    for (const field of fieldsNamed(message, 'sip-if-match')) {
      if (field.value.includes(',')) return nothing;
      const read = readEntityTag(field);
      if (!read.ok) return [fail(read.defect.message, { span: read.defect.span })];
    }
    return met;
  },
};
