import type { Defect } from './message';

/** More defects of one message than this say nothing new; a hostile message must not fill the memory with them. */
const MAX_DEFECTS = 256;

/**
 * The rules that a defect of a message can name, besides the key of a header field that stands in a second row. Readers of header
 * fields have rules of their own.
 */
export const parserRules = [
  'CRLF',
  'Request',
  'Response',
  'Request-Line',
  'SP',
  'SIP-Version',
  'Method',
  'Request-URI',
  'SIP-URI',
  'escaped',
  'Status-Line',
  'Status-Code',
  'Reason-Phrase',
  'message-header',
  'row-limit',
  'HCOLON',
  'header-name',
  'header-value',
  'UTF8-NONASCII',
  'Content-Length',
  'RFC 3261 §18.3',
] as const;
export type ParserRule = (typeof parserRules)[number];

/** A defect that the parser itself reports. */
export type ParserDefect = Defect & { readonly rule: ParserRule };

/** Collects the defects of one message. */
export class Defects {
  readonly found: Defect[] = [];

  add(rule: ParserRule, message: string, start: number, end: number): void {
    if (this.found.length < MAX_DEFECTS) this.found.push({ rule, message, span: { start, end } });
  }

  /** A second row of a header field that may stand in one row only (RFC 3261 §7.3.1); its key is the rule. */
  addRepeat(key: string, start: number, end: number): void {
    const message = `a second row of ${key}, which may stand once`;
    if (this.found.length < MAX_DEFECTS) this.found.push({ rule: key, message, span: { start, end } });
  }

  addFound(defect: ParserDefect | undefined): void {
    if (defect !== undefined && this.found.length < MAX_DEFECTS) this.found.push(defect);
  }

  /** All of them in order of place. */
  inOrder(): readonly Defect[] {
    if (this.found.length > 1) this.found.sort((a, b) => a.span.start - b.span.start);
    return this.found;
  }
}
