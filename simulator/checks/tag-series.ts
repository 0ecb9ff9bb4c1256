/** Fewer characters cannot carry 32 random bits (RFC 3261 §19.3): a token has some 75 different ones. */
const SHORTEST_TAG = 6;
/** Steps up to this are those of a counter; random tags are that close once in many millions. */
const LARGEST_STEP = 16;
/** Numbers of more digits are not exact; no counter gets so far. */
const MOST_DIGITS = 12;

/** Whether a tag is too short to be random enough. */
export function isShort(tag: string): boolean {
  return tag.length < SHORTEST_TAG;
}

/** Whether three tags in a row are counted up: the same but for a number at the end that grows by the same small step twice. */
export function isCounted(first: string, second: string, third: string): boolean {
  // Random tags nearly always differ in their first character, and the search ends here.
  if (first.length > 3 && first.charCodeAt(0) !== third.charCodeAt(0)) return false;
  if (Math.abs(first.length - third.length) > 1) return false;
  const start = numberStart(first, second, third);
  const rests = [first.slice(start), second.slice(start), third.slice(start)];
  const base = rests.every(isDecimal) ? 10 : rests.every(isHexadecimal) ? 16 : undefined;
  if (base === undefined) return false;
  const [a = 0, b = 0, c = 0] = rests.map((rest) => Number.parseInt(rest, base));
  const step = b - a;
  return step > 0 && step <= LARGEST_STEP && c - b === step;
}

/** Where they differ, and the digits before it. */
function numberStart(first: string, second: string, third: string): number {
  let start = 0;
  while (start < first.length && first[start] === second[start] && first[start] === third[start]) start += 1;
  while (start > 0 && isDigit(first.charCodeAt(start - 1))) start -= 1;
  return start;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isDecimal(text: string): boolean {
  return text.length <= MOST_DIGITS && /^[0-9]+$/.test(text);
}

function isHexadecimal(text: string): boolean {
  return text.length <= MOST_DIGITS && /^[0-9a-f]+$/i.test(text);
}
