import { type Changes, publishBytes } from '../sip/message.fixture';
import type { Answer, Check, JudgeContext, Observation, ObservedOutcome, Subject } from './check';
import { observationsOf, octetsOf } from './entry.fixture';
import { namingFrames } from './named-frame.fixture';
import { publishSubject } from './trace.fixture';

/** A change that replaces a piece of the text of a message, all of it where `from` is global. */
export function replaced(from: string | RegExp, to: string): Changes {
  return { raw: (text) => text.replace(from, to) };
}

/** Rows behind all others. */
export function added(...rows: readonly (readonly [string, string])[]): Changes {
  return { add: rows };
}

/** Rows in the place of those of the same names. */
export function set(...rows: readonly (readonly [string, string])[]): Changes {
  return { set: rows };
}

const letters: Readonly<Record<string, string>> = {
  Via: 'v',
  From: 'f',
  To: 't',
  'Call-ID': 'i',
  Contact: 'm',
  'Accept-Contact': 'a',
  Event: 'o',
  Supported: 'k',
  'Content-Type': 'c',
  'Content-Length': 'l',
  'Content-Encoding': 'e',
  Subject: 's',
  'Allow-Events': 'u',
  'Request-Disposition': 'd',
  'Reject-Contact': 'j',
  'Refer-To': 'r',
};

/** All header names in their compact forms, in the letter case that `form` gives them. */
export function compact(form: (letter: string) => string = (letter) => letter): Changes {
  return { raw: (text) => text.replace(/^([A-Z][A-Za-z-]+)(?=:)/gm, (name) => form(letters[name] ?? name)) };
}

/** A settings PUBLISH of which the capture holds no more than what ends with a piece of its text, and some octets behind it. */
export function truncatedSubject(end: string, more = 0, changes?: Changes): Subject {
  const whole = publishBytes(changes);
  const length = whole.toString('latin1').indexOf(end) + end.length + more;
  return publishSubject({ ...changes, raw: () => whole.toString('latin1', 0, length) }, { event: { truncated: true } });
}

/** The outcomes of a check, one per observation; none where it does not look at the message. */
export function outcomesOf(check: Check, seen: Subject | Answer, of?: JudgeContext): readonly ObservedOutcome[] {
  return observed(check, seen, of).map(({ outcome }) => outcome);
}

/** The octets that the failures of a check point at. */
export function failuresOf(check: Check, seen: Subject | Answer, of?: JudgeContext): readonly string[] {
  return observed(check, seen, of)
    .filter(({ outcome }) => outcome === 'fail')
    .map((failure) => octetsOf(seen.message, failure));
}

function observed(check: Check, seen: Subject | Answer, of?: JudgeContext): readonly Observation[] {
  return namingFrames(observationsOf(check, { seen, ...(of !== undefined && { context: of }) }) ?? []);
}
