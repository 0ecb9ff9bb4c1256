import { fieldsNamed } from '../../sip/message';
import { anySubscribe } from '../applies';
import type { FormCheck } from '../check';
import { fail, pass } from '../observe';
import { quoted } from '../text';

/** 6.1.1.2-5: the SUBSCRIBE carries exactly one Expires with the value 0 (clause 6.1.1.2 item 5). */
export const expiresZero: FormCheck = {
  requirement: '6.1.1.2-5',
  kinds: anySubscribe,
  judge({ message }) {
    const fields = fieldsNamed(message, 'expires');
    const [field] = fields;
    if (field === undefined) {
      return [fail('no Expires header field', { actual: 'missing', span: message.start.span })];
    }
    if (fields.length > 1) {
      return fields.slice(1).map(({ span }) => fail(`${fields.length} Expires header fields`, { span }));
    }
    // 1*DIGIT that is numerically zero; "00" is.
    if (/^0+$/.test(field.value)) return [pass(`Expires: ${field.value}`, { span: field.span })];
    return [fail(`Expires header field ${quoted(field.value)}`, { span: field.span })];
  },
};
