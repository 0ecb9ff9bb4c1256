import type { Span } from '../core/span';
import type { MessageEvent } from '../trace/event';
import { visible } from './text';

/** What is wrong with the syntax of a message, in words for people, control characters made visible. */
export interface SyntaxProblem {
  readonly message: string;
  readonly span: Span;
}

/** The breaches that the parser found in a message: none, one for octets that are no SIP at all, or a few. */
export function syntaxProblems({ parsed, remote, direction }: MessageEvent): readonly SyntaxProblem[] {
  const whose = direction === 'in' ? `from ${remote.host}:${remote.port}` : `to ${remote.host}:${remote.port}`;
  if (!parsed.ok) {
    const { message, span } = parsed.problem;
    return [{ message: `octets ${whose} are no SIP message: ${visible(message)}`, span }];
  }
  const { defects } = parsed.message;
  const [first] = defects;
  if (first === undefined) return [];
  const more = defects.length === 1 ? '' : ` (and ${defects.length - 1} more)`;
  return [{ message: `message ${whose}: ${visible(first.message)}${more}`, span: first.span }];
}
