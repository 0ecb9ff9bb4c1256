import assert from 'node:assert/strict';
import { World } from '@cucumber/cucumber';
import {
  type Act,
  acts,
  type RequirementId,
  type RequirementResult,
  requirementOf,
  type Settings,
  type Stimulus,
  type TestRun,
  type Verdict,
  worse,
} from '../../simulator';

type Operation = Stimulus['operation'];

/** What a step returns to Cucumber to end the scenario without a verdict. */
type Skipped = 'skipped' | undefined;

/** One execution of a test purpose: makes the client act, asks for verdicts, and keeps the worst of them. */
export class TestCase extends World {
  #run: TestRun | undefined;
  #stimulus: Stimulus | undefined;
  /** The scripted behaviour of the server, in scenarios that provoke something. */
  behavior: string | undefined;
  #act: Act | undefined;
  /** The client is free not to come into the situation that the scenario is about. */
  isOptional = false;
  readonly judged = new Map<RequirementId, RequirementResult>();
  startedAt = 0;
  /** Why the scenario does not apply to this client; a reason makes it `not-applicable`. */
  notApplicable: string | undefined;
  readonly steps: { text: string; status: string }[] = [];

  get run(): TestRun {
    assert.ok(this.#run, 'the test case has no run yet');
    return this.#run;
  }

  begin(run: TestRun): void {
    this.#run = run;
    this.startedAt = performance.now();
  }

  /** Makes the client act; what it then sends is what the scenario looks at. */
  async act(operation: Operation, settings?: Settings): Promise<Skipped> {
    const stimulus = await this.run.stimulate(operation, settings);
    this.#stimulus = stimulus;
    const actsByItself = stimulus.outcome === 'unconfirmed' && !stimulus.isComplete && operation === 'refresh';
    return stimulus.outcome === 'unavailable' || actsByItself ? this.skip(stimulus.reason) : undefined;
  }

  /** Makes the client do what a sentence says, at the server of the run or at one of its own that misbehaves. */
  async perform(act: Act): Promise<Skipped> {
    if (this.behavior !== undefined) {
      this.#act = act;
      const { obstacle } = this.run.components;
      return obstacle === undefined ? undefined : this.skip(obstacle);
    }
    const moves = acts[act].flatMap(({ operation, ...rest }) =>
      operation === 'restart' ? [] : [{ operation, settings: undefined, ...rest }],
    );
    const last = moves.pop();
    for (const { operation, settings } of moves) await this.prepare(operation, settings);
    assert.ok(last, `"${act}" makes the client do nothing`);
    return this.act(last.operation, last.settings);
  }

  /** Ends the scenario as not applicable to this client. */
  skip(reason: string | undefined): Skipped {
    this.notApplicable = reason;
    return 'skipped';
  }

  /** Brings the client into a state; without the operation it is left as it is. */
  async prepare(operation: Operation, settings?: Settings): Promise<void> {
    await this.run.stimulate(operation, settings);
  }

  /** The verdicts on requirements in what this scenario brought about. */
  async verdictsOn(ids: readonly RequirementId[]): Promise<readonly RequirementResult[]> {
    const { behavior } = this;
    if (behavior === undefined) return ids.map((id) => this.verdictOn(id));
    assert.ok(this.#act, 'the client has not been made to act');
    const results = await this.run.components.resultsOf({ behavior, act: this.#act }, ids);
    for (const result of results) this.judged.set(result.id, result);
    return results;
  }

  /** The verdict on a requirement in what the stimulus of this scenario brought. */
  verdictOn(id: RequirementId): RequirementResult {
    const number = this.#stimulus?.number;
    const result = this.run.session.verdictOn(id, number === undefined ? undefined : [number]);
    this.judged.set(id, result);
    return result;
  }

  /** The worst verdict so far. What was asked for and could not be seen is inconclusive; a test case that asked nothing has none. */
  get verdict(): Verdict {
    const verdicts = [...this.judged.values()].map(({ verdict }) => (verdict === 'none' ? 'inconc' : verdict));
    return verdicts.filter((verdict) => verdict !== 'not-applicable').reduce<Verdict>(worse, 'none');
  }

  /** Why the verdict is what it is, for people: statement, what was seen, what would be right. */
  explain(id: RequirementId): string {
    const { verdict, findings, reason } = this.judged.get(id) ?? { verdict: 'none', findings: [], reason: undefined };
    const [worst] = findings.filter((finding) => finding.outcome === verdict);
    const head = `${id} ${verdict}: ${requirementOf(id).statement}`;
    if (worst === undefined)
      return [head, this.#stimulus?.reason ?? reason ?? 'nothing seen that exercises it'].join('\n');
    const frame = worst.frame === undefined ? '' : ` (frame ${worst.frame})`;
    return [head, `${worst.message}${frame}`, `expected ${worst.expected}`, `actual   ${worst.actual}`].join('\n');
  }
}

/** A step that holds when the requirements are met; what the configured rules leave to another requirement is skipped. */
export function meets(...ids: readonly RequirementId[]) {
  return async function (this: TestCase): Promise<Skipped> {
    const results = await this.verdictsOn(ids);
    const [first] = results;
    if (this.isOptional && results.every(({ observations }) => observations === 0))
      return this.skip(first?.reason ?? 'the client does not make use of it');
    if (results.every(({ verdict }) => verdict === 'not-applicable'))
      return this.skip(first?.reason ?? 'not applicable here');
    for (const { id, verdict } of results) {
      if (verdict !== 'not-applicable') assert.equal(verdict, 'pass', this.explain(id));
    }
    return undefined;
  };
}

/** A step about what the client is free to do: it holds unless it was done wrongly, and needs no evidence. */
export function permits(id: RequirementId) {
  return function (this: TestCase): Skipped {
    const { verdict } = this.verdictOn(id);
    if (verdict === 'none') return this.skip('the client gave no such indication, which it is free not to give');
    assert.equal(verdict, 'pass', this.explain(id));
    return undefined;
  };
}
