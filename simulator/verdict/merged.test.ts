import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { TraceBuilder } from '../checks/trace.fixture';
import type { RequirementId } from '../requirements/requirement';
import { fullRun, judgeOf } from './judge.fixture';
import { withComponents } from './merged';
import type { Judgement } from './result';

const good = () => judgeOf(fullRun()).judgement();

/** What a component sees whose server refuses a change with 412. */
function afterRefusal(reaction: (trace: TraceBuilder) => void): Judgement {
  const build = (trace: TraceBuilder) => {
    trace.starts('publish');
    trace.answers(trace.publishes({ set: [['SIP-If-Match', 'old1']] }), 412);
    reaction(trace);
    trace.passes(60_000);
    trace.ends();
  };
  return judgeOf(build, {}, { isProvoked: true }).judgement();
}

const repeats = (trace: TraceBuilder) => void trace.publishes({ set: [['SIP-If-Match', 'old1']] });
const nothing = () => undefined;
const decides = (...ids: readonly RequirementId[]) => new Set(ids);

const verdictOf = ({ requirements }: Judgement, id: RequirementId) =>
  requirements.find((one) => one.id === id)?.verdict;

describe('the judgement of a run with parallel test components', () => {
  it('takes over what they were there to decide', () => {
    const of = (reaction: typeof repeats) =>
      withComponents(good(), [{ judgement: afterRefusal(reaction), decides: decides('RFC3903-5-1') }]);
    assert.equal(verdictOf(good(), 'RFC3903-5-1'), 'not-applicable');
    assert.equal(verdictOf(of(nothing), 'RFC3903-5-1'), 'pass');
    assert.equal(verdictOf(of(repeats), 'RFC3903-5-1'), 'fail');
    assert.equal(of(repeats).verdict, 'fail');
    assert.equal(of(repeats).clients[0]?.verdict, 'fail');
  });

  it('takes over what else fails in them', () => {
    const sum = withComponents(good(), [{ judgement: afterRefusal(repeats), decides: decides() }]);
    assert.equal(verdictOf(sum, 'RFC3903-5-1'), 'fail');
  });

  it('does not hold against the client what could not be looked at while the server misbehaved', () => {
    const component = afterRefusal(nothing);
    const items = ['6.1.1.2-1', '6.1.1.1-1'] as const;
    const sum = withComponents(good(), [{ judgement: component, decides: decides('RFC3903-5-1') }]);
    assert.deepEqual(
      items.map((id) => verdictOf(sum, id)),
      items.map((id) => verdictOf(good(), id)),
    );
    assert.equal(sum.verdict, good().verdict);
  });

  it('is inconclusive where a component could not decide what it was there for', () => {
    const judgement = afterRefusal(nothing);
    const undecided: Judgement = {
      ...judgement,
      requirements: judgement.requirements.map((one) =>
        one.id === 'RFC3903-5-1' ? { ...one, verdict: 'inconc' as const } : one,
      ),
    };
    const of = (...ids: readonly RequirementId[]) =>
      withComponents(good(), [{ judgement: undecided, decides: decides(...ids) }]);
    assert.equal(verdictOf(of('RFC3903-5-1'), 'RFC3903-5-1'), 'inconc');
    assert.equal(of('RFC3903-5-1').verdict, 'inconc');
    assert.equal(of().verdict, 'pass');
  });

  it('has the findings of all in the order of their frames, and each remark once', () => {
    const component = { judgement: afterRefusal(repeats), decides: decides('RFC3903-5-1') };
    const remark = { outcome: 'warn', message: 'the same' } as const;
    const main = { ...good(), diagnostics: [remark] };
    const sum = withComponents(main, [
      component,
      { ...component, judgement: { ...component.judgement, diagnostics: [remark] } },
    ]);
    const result = sum.requirements.find(({ id }) => id === 'RFC3903-5-1');
    const frames = result?.findings.map(({ frame }) => frame ?? 0) ?? [];
    assert.deepEqual(
      frames,
      frames.toSorted((a, b) => a - b),
    );
    assert.equal(result?.observations, 2);
    assert.deepEqual(sum.diagnostics, [remark]);
  });

  describe('of what shows by chance, too', () => {
    const id = 'RFC3261-17.1.2.2-6';
    const withResult = (judgement: Judgement, own: object): Judgement => ({
      ...judgement,
      requirements: judgement.requirements.map((one) => (one.id === id ? { ...one, reason: '', ...own } : one)),
    });
    const passed = { verdict: 'pass', observations: 1, findings: [] } as const;
    const component = (own: object, ...ids: readonly RequirementId[]) => ({
      judgement: withResult(afterRefusal(nothing), own),
      decides: decides(...ids),
    });
    const resultIn = ({ requirements }: Judgement) => {
      const found = requirements.find((one) => one.id === id);
      return [found?.verdict, found?.observations, found?.reason];
    };
    const unprovoked = ['not-applicable', 0, 'the server did nothing that provokes it'];

    it('has no pass where no component was there for it', () => {
      assert.deepEqual(resultIn(withComponents(withResult(good(), passed), [component(passed)])), unprovoked);
      assert.deepEqual(resultIn(withComponents(good(), [component(passed)])), unprovoked);
    });

    it('has that of the components that were', () => {
      const sum = withComponents(withResult(good(), passed), [component(passed), component(passed, id)]);
      assert.deepEqual(resultIn(sum).slice(0, 2), ['pass', 1]);
    });

    it('has every breach and every remark', () => {
      const broken = { ...passed, verdict: 'fail' };
      const remarked = { ...passed, findings: [{ requirement: id, outcome: 'warn', message: 'a', frame: 1 }] };
      for (const own of [broken, remarked]) {
        assert.equal(resultIn(withComponents(good(), [component(own)]))[0], own.verdict);
        assert.equal(resultIn(withComponents(withResult(good(), own), [component({})]))[0], own.verdict);
      }
    });

    it('has what was seen where there are no components, as in a capture', () => {
      assert.equal(resultIn(withComponents(withResult(good(), passed), []))[0], 'pass');
    });
  });
});
