import type { Edits } from './edits';

/** The compact forms of what we send (RFC 3261 §7.3.3, RFC 6665 §8.2). */
const compact: Readonly<Record<string, string>> = {
  via: 'v',
  from: 'f',
  to: 't',
  'call-id': 'i',
  contact: 'm',
  'content-type': 'c',
  'content-encoding': 'e',
  'content-length': 'l',
  event: 'o',
  supported: 'k',
  'allow-events': 'u',
};

/** A header name as the edits want it written; `index` is the number of its row. */
export function spelled(name: string, how: Edits['names'], index: number): string {
  if (how === undefined) return name;
  const short = compact[name.toLowerCase()];
  if (how === 'compact') return short ?? name;
  const text = index % 2 === 0 ? (short ?? name) : name;
  return Array.from(text, (letter, at) => (at % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase())).join('');
}
