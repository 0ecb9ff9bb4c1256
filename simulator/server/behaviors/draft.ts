import type { Seconds } from '../../core/time';
import { bodyOf, type SipMessage } from '../../sip/message';
import type { Edits, ViaEdit } from './edits';
import { spelled } from './header-spelling';
import { reasonOf } from './reason-phrases';
import type { Row } from './wire';

/** A message of ours on its way to being written. Texts are one character per octet. */
export interface Draft {
  readonly start: string;
  /** All header rows but Content-Length. */
  readonly rows: readonly Row[];
  readonly body: Buffer;
}

/** A message of ours, taken apart again. */
export function draftOf(message: SipMessage): Draft {
  const { start, text, headers } = message;
  const rows = headers.filter(({ key }) => key !== 'content-length').map(({ name, value }): Row => [name, value]);
  return { start: text.slice(start.span.start, start.span.end), rows, body: bodyOf(message) };
}

/** The octets of a message; `fill` replaces the placeholders in the texts of the edits. */
export function writeDraft(draft: Draft, edits: Edits = {}, fill: (text: string) => string = same): Buffer {
  const rows = editedRows(draft.rows, edits, fill);
  const length: Row = ['Content-Length', String(edits.contentLength ?? draft.body.length)];
  const all = edits.remove?.some((name) => isNamed(length, name)) ? rows : [...rows, length];
  const lines = all.map(([name, value], index) => `${spelled(name, edits.names, index)}: ${value}\r\n`);
  const { status } = edits;
  const start = status === undefined ? draft.start : `SIP/2.0 ${status} ${reasonOf(status)}`;
  let head = `${start}\r\n${lines.join('')}\r\n`;
  for (const { text, by } of edits.replace ?? []) head = replaceFirst(head, fill(text), fill(by));
  const parts = [Buffer.from(edits.lead ?? '', 'utf8'), Buffer.from(head, 'latin1'), draft.body];
  return Buffer.concat([...parts, Buffer.from(edits.surplus ?? '', 'utf8')]);
}

function same(text: string): string {
  return text;
}

/** Without the patterns that `String.replace` knows in its second argument. */
function replaceFirst(text: string, part: string, by: string): string {
  const at = text.indexOf(part);
  return at < 0 ? text : text.slice(0, at) + by + text.slice(at + part.length);
}

function isNamed([name]: Row, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase();
}

function editedRows(before: readonly Row[], edits: Edits, fill: (text: string) => string): readonly Row[] {
  const { grant, remove = [], set = [], add = [], via, cseq, toTag } = edits;
  const granted = grant === undefined ? before : before.map((row) => withLifetime(row, grant));
  let rows = granted.filter((row) => !remove.some((name) => isNamed(row, name)));
  for (const [name, value] of set) rows = replaced(rows, [name, fill(value)]);
  rows = [...rows, ...add.map(([name, value]): Row => [name, fill(value)])];
  if (via !== undefined) rows = withVia(rows, via, fill);
  if (cseq !== undefined) rows = changed(rows, 'CSeq', (value) => cseqValue(value, cseq));
  return toTag === undefined ? rows : changed(rows, 'To', (value) => withTag(value, toTag && fill(toTag)));
}

function withLifetime([name, value]: Row, seconds: Seconds): Row {
  if (isNamed([name, value], 'Expires')) return [name, String(seconds)];
  if (!isNamed([name, value], 'Contact')) return [name, value];
  return [name, value.replace(/;\s*expires\s*=\s*\d+/gi, `;expires=${seconds}`)];
}

/** The row in the place of the first of its name; at the end where there is none. */
function replaced(rows: readonly Row[], row: Row): Row[] {
  const at = rows.findIndex((other) => isNamed(other, row[0]));
  const rest = rows.filter((other, index) => index === at || !isNamed(other, row[0]));
  return at < 0 ? [...rest, row] : rest.with(at, row);
}

function changed(rows: readonly Row[], name: string, change: (value: string) => string): Row[] {
  const at = rows.findIndex((row) => isNamed(row, name));
  return rows.map((row, index): Row => (index === at ? [row[0], change(row[1])] : row));
}

function cseqValue(value: string, { number, method }: NonNullable<Edits['cseq']>): string {
  const [oldNumber = '1', oldMethod = ''] = value.split(/\s+/);
  return `${number ?? oldNumber} ${method ?? oldMethod}`;
}

/** A From or To value with another tag, or with none. */
export function withTag(value: string, tag: string | null): string {
  // The parameters are behind the brackets; a tag inside them belongs to the URI.
  const at = value.lastIndexOf('>') + 1;
  const params = value.slice(at).replace(/\s*;\s*tag\s*=\s*[^;\s]*/i, '');
  return `${value.slice(0, at)}${params}${tag === null ? '' : `;tag=${tag}`}`;
}

function withVia(rows: readonly Row[], edit: ViaEdit, fill: (text: string) => string): Row[] {
  const edited = changed(rows, 'Via', (value) => viaValue(value, edit, fill));
  if (edit.extra === undefined) return edited;
  const last = edited.findLastIndex((row) => isNamed(row, 'Via'));
  return edited.toSpliced(last + 1, 0, ['Via', fill(edit.extra)]);
}

/** Changes the first value of a Via row. It ends at the first comma: no parameter of Via that is met has one in quotes. */
function viaValue(
  row: string,
  { branch, sentBy, keep, withoutParams = [] }: ViaEdit,
  fill: (text: string) => string,
): string {
  const end = row.includes(',') ? row.indexOf(',') : row.length;
  let via = row.slice(0, end);
  for (const name of withoutParams)
    via = via.replace(new RegExp(`\\s*;\\s*${name}(?=[\\s;=]|$)(?:\\s*=\\s*[^;\\s]*)?`, 'i'), '');
  if (sentBy !== undefined) via = via.replace(/^(\S+\s+)[^;\s]+/, (_, protocol: string) => protocol + fill(sentBy));
  if (branch !== undefined) via = via.replace(/(;\s*branch\s*=\s*)[^;\s]*/i, (_, name: string) => name + fill(branch));
  if (keep !== undefined) via = via.replace(/(;\s*keep)(?=\s*(?:;|$))/i, (_, name: string) => `${name}=${keep}`);
  return via + row.slice(end);
}
