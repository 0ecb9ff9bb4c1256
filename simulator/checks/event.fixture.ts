import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { assertPass, failureAt, outcomes } from './assertions.fixture';
import type { Check, JudgeContext, Subject } from './check';
import { context, type publishSubject } from './trace.fixture';

type SubjectOf = (
  changes?: Parameters<typeof publishSubject>[0],
  rest?: Record<never, never>,
  of?: JudgeContext,
) => Subject;

/** What both Event items have in common: legal variants pass, violations fail with their octets. */
export function testEventItem(check: Check, subjectOf: SubjectOf): void {
  const replaced = (to: string) => ({ raw: (text: string) => text.replace(/^Event: service-settings/m, to) });
  const legal = [
    'o: service-settings',
    'O: service-settings',
    'EVENT: service-settings',
    'Event:service-settings',
    'Event : service-settings',
    'Event:\r\n service-settings',
    'Event: service-settings;x=1',
  ];
  for (const row of legal) it(`passes "${row}"`, () => assertPass(check, subjectOf(replaced(row))));

  const wrong: readonly [string, string][] = [
    ['poc-settings', 'poc-settings'],
    ['presence', 'presence'],
    ['im-settings', 'im-settings'],
    ['Service-Settings', 'Service-Settings'],
    ['service-settings.winfo', 'service-settings.winfo'],
    ['"service-settings"', '"service-settings"'],
    ['service-settings, presence', 'service-settings, presence'],
    ['service-settings;id=', 'service-settings;id='],
  ];
  for (const [value, at] of wrong) {
    it(`fails ${value} and points at it`, () => {
      assert.equal(failureAt(check, subjectOf({ set: [['Event', value]] })), at);
    });
  }

  it('fails without the header field', () => {
    assert.match(failureAt(check, subjectOf({ without: ['Event'] })), /^(PUBLISH|SUBSCRIBE) /);
  });

  it('fails a second one, even an equal one in compact form, and points at it', () => {
    assert.equal(failureAt(check, subjectOf({ add: [['o', 'service-settings']] })), 'o: service-settings');
  });

  it('fails a control character in its parameters', () => {
    assert.equal(failureAt(check, subjectOf({ set: [['Event', 'service-settings;x="\u0001"']] })), '\u0001');
  });

  it('compares with the package of the profile, and says that the verdict depends on it', () => {
    const other = context({ rules: { event_package: 'poc-settings' } });
    const subject = subjectOf({ set: [['Event', 'poc-settings']] }, {}, other);
    assert.deepEqual(outcomes(check, subject, other), ['pass', 'info']);
    assert.equal(failureAt(check, subjectOf({}, {}, other), other), 'service-settings');
  });
}
