import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { TraceBuilder } from '../checks/trace.fixture';
import { SETTINGS_DOCUMENT } from '../sip/message.fixture';
import type { SettingValues, StimulusEnded } from '../trace/event';
import { idsWith, judgeOf } from './judge.fixture';
import type { Finding } from './result';

/** The values of the fixture's document. */
const published: SettingValues = { isb: false, ipmb: false, vis: true, dms: true, chs: false };
const other: SettingValues = { ...published, isb: true };

function publish(trace: TraceBuilder, told: SettingValues, outcome: StimulusEnded['outcome'], stimulus = 1): void {
  trace.starts('publish', told, stimulus);
  trace.answers(trace.publishes());
  trace.ends(outcome, { stimulus });
}

describe('published values beside the instruction', () => {
  it('pass when they are equal', () => {
    const judge = judgeOf((trace) => publish(trace, published, 'done'));
    assert.deepEqual(idsWith(judge.judgement(), 'fail'), []);
  });

  it('fail when they differ and the client confirmed, told when the stimulus ends', () => {
    const told: Finding[] = [];
    const judge = judgeOf((trace) => publish(trace, other, 'done'), {}, { onFinding: (finding) => told.push(finding) });
    assert.deepEqual(idsWith(judge.judgement(), 'fail'), ['6.1.1.1-7a']);
    const failures = told.filter(({ outcome }) => outcome !== 'info');
    assert.deepEqual(
      failures.map(({ requirement, actual, stimulus }) => [requirement, actual, stimulus]),
      [['6.1.1.1-7a', 'false', 1]],
    );
  });

  it('are inconclusive when the client did not confirm', () => {
    for (const outcome of ['silent', 'failed', 'unconfirmed'] as const) {
      const { verdict, findings } = judgeOf((trace) => publish(trace, other, outcome)).verdictOn('6.1.1.1-7a');
      assert.equal(verdict, 'inconc');
      assert.match(findings[0]?.message ?? '', /could not confirm the user action/);
    }
  });

  it('count for their own stimulus only', () => {
    const judge = judgeOf((trace) => {
      publish(trace, other, 'done', 1);
      publish(trace, published, 'done', 2);
    });
    const verdicts = [[1], [2], [1, 2]].map((stimuli) => judge.verdictOn('6.1.1.1-7a', stimuli).verdict);
    assert.deepEqual(verdicts, ['fail', 'pass', 'fail']);
  });

  it('are not judged before the stimulus ends', () => {
    const judge = judgeOf((trace) => {
      trace.starts('publish', other);
      trace.publishes();
    });
    assert.equal(judge.verdictOn('6.1.1.1-7a').verdict, 'pass');
    assert.equal(judge.judgement().requirements.find(({ id }) => id === '6.1.1.1-7a')?.verdict, 'inconc');
  });

  it('are those of the last PUBLISH: a client may change one setting after the other', () => {
    const judge = judgeOf((trace) => {
      trace.starts('publish', other);
      trace.publishes();
      trace.publishes({ body: SETTINGS_DOCUMENT.replace('barring active="false"', 'barring active="true"') });
      trace.ends();
    });
    assert.equal(judge.verdictOn('6.1.1.1-7a').verdict, 'pass');
  });

  it('of a refresh are compared with what was published before, if that was confirmed and taken over', () => {
    const refreshed = (outcome: StimulusEnded['outcome']) =>
      judgeOf((trace) => {
        publish(trace, published, outcome);
        trace.starts('refresh', undefined, 2);
        trace.publishes({ body: SETTINGS_DOCUMENT.replace('status active="true"', 'status active="false"') });
        trace.ends('done', { stimulus: 2 });
      }).verdictOn('6.1.1.1-7c').verdict;
    assert.deepEqual([refreshed('done'), refreshed('silent')], ['fail', 'pass']);
  });

  it('are compared in a publish or refresh only', () => {
    const judge = judgeOf((trace) => {
      publish(trace, published, 'done');
      trace.starts('retrieve', other, 2);
      trace.publishes();
      trace.ends('done', { stimulus: 2 });
    });
    assert.equal(judge.verdictOn('6.1.1.1-7a').verdict, 'pass');
  });

  it('that never change, whatever is told, point to the control adapter', () => {
    const told: readonly SettingValues[] = [published, other, { ...other, ipmb: true }];
    const verdict = (count: number) => {
      const judge = judgeOf((trace) => {
        for (const [index, values] of told.slice(0, count).entries()) publish(trace, values, 'done', index + 1);
      });
      return judge.verdictOn('6.1.1.1-7a');
    };
    assert.equal(verdict(2).verdict, 'fail');
    assert.equal(verdict(3).verdict, 'inconc');
    assert.match(verdict(3).findings[0]?.message ?? '', /control adapter/);
  });

  it('that change once are breaches, however many instructions there were', () => {
    const judge = judgeOf((trace) => {
      publish(trace, published, 'done', 1);
      publish(trace, other, 'done', 2);
      trace.starts('publish', { ...other, ipmb: true }, 3);
      trace.publishes({ body: SETTINGS_DOCUMENT.replace('barring active="false"', 'barring active="true"') });
      trace.ends('done', { stimulus: 3 });
    });
    assert.equal(judge.verdictOn('6.1.1.1-7a').verdict, 'fail');
  });
});
