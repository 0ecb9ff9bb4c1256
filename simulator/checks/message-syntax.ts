import type { Span } from '../core/span';
import type { FormEvent } from './check';
import { visible } from './text';
import { visibleDefects } from './truncation';

/** What is wrong with the syntax of a message, in words for people, control characters made visible. */
export interface SyntaxProblem {
  readonly message: string;
  readonly span: Span;
}

/**
 * The breaches that the parser found in a message: none, one for octets that are no SIP at all, or a few. What a capture cut off is
 * nobody's breach.
 */
export function syntaxProblems(event: FormEvent): readonly SyntaxProblem[] {
  const { parsed, remote, direction, truncated } = event;
  const whose = direction === 'in' ? `from ${remote.host}:${remote.port}` : `to ${remote.host}:${remote.port}`;
  if (!parsed.ok) {
    if (truncated) return [];
    const { message, span } = parsed.problem;
    return [{ message: `octets ${whose} are no SIP message: ${visible(message)}`, span }];
  }
  const defects = visibleDefects(event, parsed.message);
  const [first] = defects;
  if (first === undefined) return [];
  const more = defects.length === 1 ? '' : ` (and ${defects.length - 1} more)`;
  return [{ message: `message ${whose}: ${visible(first.message)}${more}`, span: first.span }];
}
