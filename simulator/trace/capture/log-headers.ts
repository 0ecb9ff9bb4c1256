import type { LogHeader } from './log-header';
import { stackHeaders } from './log-stacks';
import { toolHeaders } from './log-tools';

const readers = [...stackHeaders, ...toolHeaders];

/** Something that every line about a message has, so that most lines are looked at once only. */
const mark = /->| bytes|IP6? |^[-=~]{20,}|ransmitting |SIP read from| > |^\u001b/;

/** Reads a line that a log writes before a message; `before` is what the lines before it said, if they did. */
export function readHeader(line: string, before: LogHeader | undefined): LogHeader | undefined {
  if (!before?.isOpen && !mark.test(line)) return undefined;
  for (const read of readers) {
    const header = read(line, before);
    if (header !== undefined) return header;
  }
  return undefined;
}
