import { strict as assert } from 'node:assert';
import { looksAt } from './applies';
import type { Check, JudgeContext, ObservedOutcome, Subject } from './check';
import { namingFrames } from './named-frame.fixture';
import { context } from './trace.fixture';

/** The outcomes of a check, one per observation. */
export function outcomes(check: Check, subject: Subject, of: JudgeContext = context()): readonly ObservedOutcome[] {
  assert.ok(looksAt(check, subject, of), `${check.requirement} does not apply`);
  return namingFrames(check.judge(subject, of)).map(({ outcome }) => outcome);
}

/** Asserts that a check fails, and gives the octets that it points at. */
export function failureAt(check: Check, subject: Subject, of: JudgeContext = context()): string {
  assert.ok(looksAt(check, subject, of), `${check.requirement} does not apply`);
  const failure = namingFrames(check.judge(subject, of)).find(({ outcome }) => outcome === 'fail');
  assert.ok(failure, `${check.requirement} does not fail`);
  const { start, end } = failure.span ?? { start: 0, end: 0 };
  return subject.message.text.slice(start, end);
}

/** Asserts that a check passes without a remark. */
export function assertPass(check: Check, subject: Subject, of: JudgeContext = context()): void {
  assert.deepEqual(outcomes(check, subject, of), ['pass']);
}
