import { fieldsNamed, type SipMessage } from '../../sip/message';
import { readOptionTags } from '../../sip/option-tags';
import { answersNotify } from '../provoked/notify-answer';

/**
 * RFC3261-8.2.2.3-1: an option tag in Require that the client does not support leads to 420 with Unsupported, which lists it (RFC 3261
 * §8.2.2.3). Supported of its SUBSCRIBE says what it supports. After a 481 nothing is decided: the subscription was over for it.
 */
export const requiredExtension = answersNotify({
  requirement: 'RFC3261-8.2.2.3-1',
  cases: ['required-extension'],
  which: 'requires an unknown extension',
  expected: '420 with Unsupported',
  rate({ status, message }, tx) {
    if (status === 481) return undefined;
    if (status !== 420) return 'fail';
    const listed = new Set(tagsIn(message, 'unsupported'));
    const supported = tx.subscribe === undefined ? [] : tagsIn(tx.subscribe.message, 'supported');
    const unknown = tagsIn(tx.message, 'require').filter((tag) => !supported.includes(tag));
    return unknown.every((tag) => listed.has(tag)) ? 'pass' : { lacks: 'Unsupported that lists the option tag' };
  },
  isServerWrong: true,
});

/** Option tags are tokens, compared without regard to case (RFC 3261 §7.3.1). */
function tagsIn(message: SipMessage, key: string): readonly string[] {
  return fieldsNamed(message, key)
    .filter(({ value }) => value !== '')
    .map(readOptionTags)
    .flatMap((read) => (read.ok ? read.value : []))
    .map((tag) => tag.toLowerCase());
}
