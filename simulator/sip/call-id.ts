import type { HeaderField, Read } from './message';
import { isWord } from './octets';
import { shown } from './shown';

const AT = 0x40;

/** Call-ID = word ["@" word] (RFC 3261 §25.1). Compared octet by octet. */
export function readCallId(field: HeaderField): Read<string> {
  const { value } = field;
  if (isCallId(value)) return { ok: true, value };
  const message = `Call-ID ${shown(value)} is no word, nor two words with "@" between them`;
  return { ok: false, defect: { rule: 'callid', message, span: field.valueSpan } };
}

function isCallId(text: string): boolean {
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isWord(code)) continue;
    if (code !== AT || index === 0 || start > 0) return false;
    start = index + 1;
  }
  return text.length > start;
}
