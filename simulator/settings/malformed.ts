import { withoutSections } from './markup';

/** What is wrong with a document, and where in its text. */
export interface Malformed {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Where the parser stood when it complained. */
export interface Place {
  readonly text: string;
  /** Behind the last whole tag. */
  readonly mark: number;
  /** Behind the last character read. */
  readonly position: number;
  /** Starts of the start tags that are open, outermost first. */
  readonly open: readonly number[];
  /** Name of the element that was closed last. */
  readonly closed: string;
}

/** At most this much of the document is quoted in a message. */
const QUOTED = 40;

/**
 * Turns a complaint of the XML parser into one for people. The parser reports where it noticed: for an `&` that starts no
 * reference, an unfinished tag or a missing end tag that is far behind the place that is wrong.
 */
export function explain(complaint: string, place: Place): Malformed {
  const { text, position } = place;
  const reference = badReference(place);
  if (reference !== undefined) return reference;
  if (complaint.startsWith('unexpected close tag')) {
    const start = text.lastIndexOf('<', position - 1);
    return {
      message: `the end tag ${quote(text, start, position)} does not close <${place.closed}>`,
      start,
      end: position,
    };
  }
  if (
    /^(duplicate attribute|unmatched closing|unbound namespace|documents may|tags may not|malformed name)/.test(
      complaint,
    )
  ) {
    const start = Math.max(text.lastIndexOf('<', position - 2), 0);
    return { message: `${sentence(complaint)} in ${quote(text, start, position)}`, start, end: position };
  }
  if (position >= text.length && !/root/.test(complaint)) return atEnd(complaint, place);
  if (complaint.startsWith('text data outside')) return strayText(place);
  if (complaint.startsWith('document must')) return { message: 'there is no root element', start: 0, end: text.length };
  return atCharacter(complaint, place);
}

/** The complaint at the last character read, a surrogate pair taken as one. */
function atCharacter(complaint: string, { text, position }: Place): Malformed {
  const end = Math.min(Math.max(position, 1), text.length);
  const isPair = end > 1 && (text.codePointAt(end - 2) ?? 0) > 0xffff;
  const start = isPair ? end - 2 : end - 1;
  return { message: `${sentence(complaint)} at ${quote(text, start, end)}`, start, end };
}

/** Text before or behind the root element. */
function strayText({ text, mark }: Place): Malformed {
  const start = mark + withoutSections(text.slice(mark)).search(/[^ \t\r\n\uFEFF]/);
  const next = text.indexOf('<', start);
  const end = next < 0 ? text.length : Math.max(next, start + 1);
  return { message: `text outside the root element: ${quote(text, start, end)}`, start, end };
}

/** The document ended too early: in the middle of markup, or with open elements. */
function atEnd(complaint: string, place: Place): Malformed {
  const { text, mark, open } = place;
  const unfinished = (text.slice(0, mark) + withoutSections(text.slice(mark))).indexOf('<', mark);
  if (unfinished >= 0) {
    const end = text.length;
    return { message: `the document ends within ${quote(text, unfinished, end)}`, start: unfinished, end };
  }
  const start = open.at(-1);
  if (start === undefined) return atCharacter(complaint, place);
  const end = start + text.slice(start).search(/[ \t\r\n/>]/);
  return { message: `${text.slice(start, end)}> is never closed`, start, end };
}

/** The first `&` since the last markup that starts no reference, or the reference that ends where the parser stands. */
function badReference({ text, mark, position }: Place): Malformed | undefined {
  const reference = /&(?:#[0-9]+|#x[0-9a-fA-F]+|[\p{L}_:][\p{L}\p{M}\p{N}_:.-]*);/uy;
  const content = text.slice(0, mark) + withoutSections(text.slice(mark, position));
  const unfinished = content.slice(mark).search(/<[!?]/);
  const until = unfinished < 0 ? position : mark + unfinished;
  for (let start = content.indexOf('&', mark); start >= 0 && start < until; start = content.indexOf('&', start + 1)) {
    reference.lastIndex = start;
    const [found] = reference.exec(text) ?? [];
    if (found === undefined)
      return { message: '"&" that starts no reference; "&amp;" is meant', start, end: start + 1 };
    const isStandard = /^&(amp|lt|gt|quot|apos);$/.test(found);
    if (start + found.length === position && !isStandard) {
      const what = found.startsWith('&#') ? 'is no character of XML' : 'is not defined';
      return { message: `the reference ${quote(found, 0, found.length)} ${what}`, start, end: position };
    }
  }
  return undefined;
}

function sentence(complaint: string): string {
  return complaint.replace(/\.$/, '');
}

function quote(text: string, start: number, end: number): string {
  const cut = text.slice(start, Math.min(end, start + QUOTED));
  return end - start > QUOTED ? `${JSON.stringify(cut)}...` : JSON.stringify(cut);
}
