/** A letter or digit after another, so that a text becomes another one of the same sort and length; never a zero. */
function next(text: string): string {
  return text.replace(/[0-9A-Za-z]/g, (one) => {
    if (/\d/.test(one)) return String((Number(one) % 9) + 1);
    return one.toLowerCase() === 'z'
      ? String.fromCharCode(one.charCodeAt(0) - 25)
      : String.fromCharCode(one.charCodeAt(0) + 1);
  });
}

/** The next request of a client that does the same again: all values that a request has anew are others. */
export function nextRequestText(text: string): string {
  const end = text.search(/\r?\n\r?\n/);
  const [head, rest] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end)];
  return (
    head
      .replace(/^((?:via|v)\s*:[^\r\n]*?;branch=z9hG4bK)([\w.-]+)/gim, (_, before, value) => before + next(value))
      .replace(/^((?:from|f|to|t)\s*:[^\r\n]*;tag=)([\w.-]+)/gim, (_, before, value) => before + next(value))
      .replace(/^((?:call-id|i|sip-if-match)\s*:[ \t]*)([\w.-]+)/gim, (_, before, value) => before + next(value))
      .replace(/^(cseq\s*:[ \t]*)(\d+)/gim, (_, before, value) => before + next(value)) + rest
  );
}
