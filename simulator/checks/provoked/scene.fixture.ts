import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { detailsOf } from '../../requirements/details/details-of';
import type { ObservedOutcome } from '../check';
import { assertNamesFrame } from '../named-frame.fixture';
import { Conversations } from '../subject';
import { type ContextChanges, context, TraceBuilder } from '../trace.fixture';
import { type JudgedReaction, Provocations } from './provocations';
import type { ProvokedCheck } from './provoked-check';

/** A trace with what is known of the run. */
export interface Scene {
  readonly play: (trace: TraceBuilder) => void;
  readonly context?: ContextChanges;
}

/** What the catalogue says of an entry, as traces. */
export interface ProvokedCases {
  /** The catalogue's example of a violation, the octets that the finding points at, and its outcome if it is no `fail`. */
  readonly violation: Scene & { readonly at: string };
  /** Further violations, each under a name of its own. */
  readonly violations?: Readonly<Record<string, Scene>>;
  /** One trace for each legal variation, under the catalogue's own words; each has to pass. */
  readonly legal: Readonly<Record<string, Scene>>;
  /** Further traces that pass. */
  readonly passes?: Readonly<Record<string, Scene>>;
  /** Traces that the entry says nothing of, or that end before it can be decided. */
  readonly undecided?: Readonly<Record<string, Scene>>;
}

/** What a check says of a trace. */
export function reactionsIn(check: ProvokedCheck, { play, context: changes }: Scene): readonly JudgedReaction[] {
  const of = context(changes);
  const trace = new TraceBuilder();
  play(trace);
  const conversations = new Conversations(of, true);
  const provocations = new Provocations(of, [check]);
  return trace.events.flatMap((event) => {
    const seen = conversations.see(event);
    if (event.kind === 'message') return provocations.message(event, seen);
    if (event.kind === 'stimulus-started') provocations.started(event);
    if (event.kind === 'stimulus-ended') return provocations.ended(event);
    return event.kind === 'keep-alive' ? provocations.keepAlive(event, seen.history) : [];
  });
}

/** The outcomes, in order. */
export function outcomesIn(check: ProvokedCheck, scene: Scene): readonly ObservedOutcome[] {
  return reactionsIn(check, scene).map(({ observation }) => observation.outcome);
}

/** Tests an entry: its example fails at the right octets, its legal variations pass, and what is none of its business is left alone. */
export function testProvoked(check: ProvokedCheck, title: string, cases: ProvokedCases): void {
  const { violation, violations = {}, legal, passes = {}, undecided = {} } = cases;
  describe(`${check.requirement} ${title}`, () => {
    it("fails the catalogue's example and points at it", () => {
      const failures = reactionsIn(check, violation).filter(({ observation }) => observation.outcome === 'fail');
      assert.notEqual(failures.length, 0, 'nothing failed');
      assert.ok(
        failures.some((failure) => shownBy(failure) === violation.at),
        failures.map(shownBy).join(' | '),
      );
    });
    for (const [name, scene] of Object.entries(violations)) {
      it(`fails: ${name}`, () => assert.ok(outcomesIn(check, scene).includes('fail'), 'nothing failed'));
    }
    it('has a case for each legal variation of the catalogue', () => {
      assert.deepEqual(Object.keys(legal).toSorted(), detailsOf(check.requirement).legalVariants.toSorted());
    });
    for (const [name, scene] of [...Object.entries(legal), ...Object.entries(passes)]) {
      it(`accepts: ${name}`, () => {
        const outcomes = outcomesIn(check, scene);
        assert.ok(outcomes.length > 0, 'nothing was decided');
        // A variation that the catalogue remarks on says so in its words.
        const allowed = ['pass', 'info', ...(/\bwarn\b/.test(name) ? ['warn'] : [])];
        assert.deepEqual(
          outcomes.filter((outcome) => !allowed.includes(outcome)),
          [],
        );
      });
    }
    for (const [name, scene] of Object.entries(undecided)) {
      it(`says nothing of: ${name}`, () => assert.deepEqual(outcomesIn(check, scene), []));
    }
    it('names the frames that it speaks of', () => {
      for (const scene of [violation, ...Object.values(violations)]) {
        for (const { observation, evidence } of reactionsIn(check, scene)) {
          const { message, otherFrame } = observation;
          if (evidence !== undefined) assertNamesFrame({ message, ...(otherFrame !== undefined && { otherFrame }) });
        }
      }
    });
  });
}

/** What a finding shows: the octets of its span, or what it says itself. */
function shownBy({ observation, evidence }: JudgedReaction): string {
  const { span, actual = '' } = observation;
  return span === undefined || evidence === undefined
    ? actual
    : evidence.bytes.toString('latin1').slice(span.start, span.end);
}
