import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Operation, StimulusEnded } from '../trace/event';
import { idsWith, judgeOf } from './judge.fixture';

const silent = (operation: Operation, outcome: StimulusEnded['outcome'], rest: Partial<StimulusEnded> = {}) =>
  judgeOf((trace) => {
    trace.starts(operation);
    trace.ends(outcome, rest);
  });

describe('silence of the client', () => {
  const demands = [
    ['publish', '6.1.1.1-1'],
    ['refresh', '6.1.1.1-1'],
    ['retrieve', '6.1.1.2-1'],
  ] as const;
  for (const [operation, id] of demands) {
    it(`after a confirmed ${operation} fails ${id}; what could not be looked at is inconclusive`, () => {
      const judgement = silent(operation, 'done').judgement();
      assert.deepEqual(idsWith(judgement, 'fail'), [id]);
      const others = idsWith(judgement, 'inconc');
      assert.equal(others.length, operation === 'retrieve' ? 5 : 11);
      assert.ok(others.every((other) => other.startsWith(id.slice(0, 7))));
    });

    it(`after a ${operation} that nobody confirmed is inconclusive, with the reason`, () => {
      for (const outcome of ['silent', 'failed', 'unconfirmed'] as const) {
        const judge = silent(operation, outcome, { reason: 'exit status 1: no route' });
        const { verdict, findings } = judge.verdictOn(id);
        assert.equal(verdict, 'inconc');
        assert.match(findings[0]?.message ?? '', /no route/);
        assert.equal(findings[0]?.stimulus, 1);
      }
    });
  }

  it('proves nothing when datagrams were lost', () => {
    assert.equal(silent('publish', 'done', { datagramsLost: 2 }).verdictOn('6.1.1.1-1').verdict, 'inconc');
  });

  it('concerns no entry for register and deregister', () => {
    for (const operation of ['register', 'deregister'] as const) {
      const judgement = silent(operation, 'done').judgement();
      assert.deepEqual([idsWith(judgement, 'fail'), idsWith(judgement, 'inconc')], [[], []]);
    }
  });

  it('is not broken by a request of the other procedure', () => {
    const judge = judgeOf((trace) => {
      trace.starts('retrieve');
      trace.publishes();
      trace.ends();
    });
    assert.equal(judge.verdictOn('6.1.1.2-1').verdict, 'fail');
    assert.equal(judge.verdictOn('6.1.1.1-1').verdict, 'pass');
  });

  it('is broken by an attempt with another package, which fails the Event item and nothing else', () => {
    const judge = judgeOf((trace) => {
      trace.starts('retrieve');
      trace.subscribes({ set: [['Event', 'presence']] });
      trace.ends();
    });
    assert.deepEqual(idsWith(judge.judgement(), 'fail'), ['6.1.1.2-4']);
  });

  it('is inconclusive when the run ends in the middle', () => {
    const judgement = judgeOf((trace) => trace.starts('publish')).judgement();
    assert.deepEqual(idsWith(judgement, 'fail'), []);
    assert.ok(idsWith(judgement, 'inconc').includes('6.1.1.1-1'));
  });
});
