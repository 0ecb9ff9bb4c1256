import type { Span } from '../../core/span';
import { firstField, type SipMessage } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { paramNamed } from '../../sip/params';
import { registerPublishOrSubscribe } from '../applies';
import type { FrameText, HistoryCheck, Observation } from '../check';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('a tag of its own')];
const nothing: readonly Observation[] = [];
const expected = 'a tag of its own with at least 32 random bits';

/**
 * RFC3261-19.3-1: the tags that a client makes are all different and carry at least 32 random bits (RFC 3261 §19.3). Randomness cannot
 * be proven from samples; what can be told is that a tag comes again under another Call-ID, is too short for 32 bits, or is the third
 * of a series that is counted up. Requests that repeat a refused one, and all with one Call-ID, may keep their tag.
 */
export const tags: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3261-19.3-1',
  kinds: [...registerPublishOrSubscribe, 'settings-subscribe-in-dialog'],
  judge({ message, earlier }) {
    if (earlier?.tagsCompared === undefined) return nothing;
    return judgeTag(earlier.tagProblem, tagSpan(message, 'from'));
  },
  judgeAnswer({ message, tagsCompared, tagProblem }) {
    if (tagsCompared === undefined) return nothing;
    return judgeTag(tagProblem, tagSpan(message, 'to'));
  },
};

function judgeTag(problem: FrameText | undefined, span: Span): readonly Observation[] {
  if (problem === undefined) return met;
  const { text, ...named } = problem;
  return [fail(text, { ...named, expected, span })];
}

function tagSpan(message: SipMessage, key: 'from' | 'to'): Span {
  const field = firstField(message, key);
  const read = field === undefined ? undefined : readNameAddr(field);
  const tag = read?.ok ? paramNamed(read.value.params, 'tag') : undefined;
  return tag?.span ?? field?.valueSpan ?? message.start.span;
}
