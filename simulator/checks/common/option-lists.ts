import type { SipMessage } from '../../sip/message';

/** Whether a header field that lists option tags names one, in any row and letter case (RFC 3261 §7.3.1, §20.32, §20.37). */
export function lists(message: SipMessage, key: 'supported' | 'require' | 'proxy-require', tag: string): boolean {
  for (const field of message.headers) {
    if (field.key !== key) continue;
    const { value } = field;
    if (value === tag) return true;
    if (value.length > tag.length && value.split(',').some((one) => one.trim().toLowerCase() === tag)) return true;
    if (value.toLowerCase() === tag) return true;
  }
  return false;
}
