import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt, outcomes } from './assertions.fixture';
import type { Check } from './check';
import type { publishSubject } from './trace.fixture';

/** What the two entries that want exactly one Event header field have in common, beside the catalogue's own words. */
export function testOneEvent(check: Check, subjectOf: typeof publishSubject): void {
  const event = (value: string) => subjectOf({ set: [['Event', value]] });

  describe(check.requirement, () => {
    for (const value of ['poc-settings', 'a.b.c;id=1', 'service-settings;x="a, b"', 'service-settings;id=', 'x ;;']) {
      it(`passes one event type, whatever it is and has behind it: ${value}`, () => assertPass(check, event(value)));
    }

    const broken = [
      'a, b',
      'a;x="\\", ", b',
      'a;x=1,b',
      '"service-settings"',
      'a..b',
      '.a',
      '',
      ';id=1',
      'service settings',
    ];
    for (const value of broken) {
      it(`fails what is no single event type: "${value}"`, () => assert.equal(failureAt(check, event(value)), value));
    }

    it('fails without an Event header field', () => {
      assert.match(failureAt(check, subjectOf({ without: ['Event'] })), /^(PUBLISH|SUBSCRIBE) /);
    });

    it('fails each further row, in compact form too, and points at it', () => {
      const add = [
        ['o', 'service-settings'],
        ['EVENT', 'x'],
      ] as const;
      assert.equal(failureAt(check, subjectOf({ add })), 'o: service-settings');
      assert.deepEqual(outcomes(check, subjectOf({ add })), ['fail', 'fail']);
    });

    it('fails what the parser found in it, and only once', () => {
      const subject = event('service-settings;x="\u0001"');
      assert.equal(failureAt(check, subject), '\u0001');
      assert.deepEqual(outcomes(check, subject), ['fail']);
    });

    it('does not call one missing that cannot be read as a row', () => {
      const raw = (text: string) => text.replace('Event:', 'Event');
      assert.deepEqual(outcomes(check, subjectOf({ raw })), []);
    });
  });
}
