import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { detailsOf } from '../requirements/details/details-of';
import type { SipMessage } from '../sip/message';
import { looksAt } from './applies';
import type { Answer, Check, JudgeContext, Observation, Subject, TransportEvent } from './check';
import { nextOfForm } from './form.fixture';
import { context } from './trace.fixture';

/** A message of the client with the context that it is judged in; a driven run for sip:alice@example.com by default. */
export interface Case {
  readonly seen: Subject | Answer | TransportEvent;
  readonly context?: JudgeContext;
}

/** What the catalogue says of an entry, as messages. */
export interface EntryCases {
  /** The catalogue's example of a violation, and the octets that the finding points at. */
  readonly violation: Case & { readonly at: string };
  /** One message for each legal variation, under the catalogue's own words. */
  readonly legal: Readonly<Record<string, Case>>;
  /** Messages that the entry says nothing of. */
  readonly inapplicable?: Readonly<Record<string, Case>>;
}

/** What a check says of a case; `undefined` where it does not look at it at all. */
export function observationsOf(
  check: Check,
  { seen, context: of = context() }: Case,
): readonly Observation[] | undefined {
  if (isTransport(seen)) return check.judgeTransport?.(seen, of);
  if ('kind' in seen) return looksAt(check, seen, of) ? check.judge(seen, of) : undefined;
  return check.judgeAnswer?.(seen, of);
}

function isTransport(seen: Case['seen']): seen is TransportEvent {
  return 'kind' in seen && (seen.kind === 'keep-alive' || seen.kind === 'websocket-handshake');
}

/** What a finding shows: the octets of its span, or without a message what it says itself. */
function shownBy(observation: Observation, { seen }: Case): string {
  return isTransport(seen) ? (observation.actual ?? '') : octetsOf(seen.message, observation);
}

/** The octets that a span of a message covers. */
export function octetsOf(message: SipMessage, { span }: Observation): string {
  return span === undefined ? '' : message.text.slice(span.start, span.end);
}

/** Tests an entry of the catalogue: its example fails at the right octets, its legal variations pass, and an ordinary message does. */
export function testEntry(check: Check, title: string, { violation, legal, inapplicable = {} }: EntryCases): void {
  describe(`${check.requirement} ${title}`, () => {
    it("fails the catalogue's example and points at it", () => {
      const failures = (observationsOf(check, violation) ?? []).filter(({ outcome }) => outcome === 'fail');
      assert.notEqual(failures.length, 0, 'nothing failed');
      assert.ok(
        failures.some((failure) => shownBy(failure, violation) === violation.at),
        `points at ${failures.map((failure) => JSON.stringify(shownBy(failure, violation))).join(', ')}`,
      );
    });
    it('has a case for each legal variation of the catalogue', () => {
      assert.deepEqual(Object.keys(legal).toSorted(), detailsOf(check.requirement).legalVariants.toSorted());
    });
    for (const [variation, legalCase] of Object.entries(legal)) {
      it(`accepts: ${variation}`, () => {
        const seen = observationsOf(check, legalCase) ?? [];
        const allowed = /\binfo\b/.test(variation) ? ['pass', 'info'] : ['pass'];
        if (/\bwarn\b/.test(variation)) allowed.push('warn');
        assert.deepEqual(
          seen
            .filter(({ outcome }) => !allowed.includes(outcome))
            .map(({ outcome, message }) => `${outcome}: ${message}`),
          [],
        );
      });
    }
    it('says the same of the next request of the same form', () => {
      for (const one of [...Object.values(legal), ...Object.values(inapplicable), violation])
        assertSameOfForm(check, one);
    });
    for (const [what, other] of Object.entries(inapplicable)) {
      it(`says nothing of: ${what}`, () => assert.deepEqual(observationsOf(check, other) ?? [], []));
    }
  });
}

/** A pass of a request, or a remark about it, holds for all requests of its form, unless the check looks back. */
function assertSameOfForm(check: Check, one: Case): void {
  if (check.looksBack || isTransport(one.seen) || !('kind' in one.seen)) return;
  const later = nextOfForm(one.seen);
  const seen = (observationsOf(check, one) ?? []).map(({ outcome }) => outcome);
  if (later === undefined || seen.includes('fail')) return;
  const again = observationsOf(check, { ...one, seen: later }) ?? [];
  assert.deepEqual(
    again.map(({ outcome }) => outcome),
    seen,
  );
}
