import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { TraceBuilder } from '../checks/trace.fixture';
import { fullRun, idsWith, judgeOf } from './judge.fixture';

const fixed = (name: string, value: string) => [name, value] as const;
const from = (user: string) => ({ set: [fixed('From', `<sip:${user}@example.com>;tag=1`)] });

describe('a publication that was never accepted', () => {
  for (const [status, why] of [
    [401, /every PUBLISH was refused, the last one with 401: the client did not repeat it with credentials/],
    [412, /with 412: the client did not publish anew without the entity-tag/],
    [489, /with 489/],
    [404, /with 404/],
    [503, /with 503/],
  ] as const) {
    it(`leaves 6.1.1.1-1 inconclusive after ${status}, and says so once`, () => {
      const judge = judgeOf((trace) => {
        trace.answers(trace.publishes(), 500);
        trace.answers(trace.publishes(), status);
      });
      const { requirements, verdict } = judge.judgement();
      const result = requirements.find(({ id }) => id === '6.1.1.1-1');
      assert.deepEqual([result?.verdict, verdict], ['inconc', 'inconc']);
      assert.deepEqual(
        result?.findings.map(({ actual, frame }) => [actual, frame]),
        [[String(status), 4]],
      );
      assert.match(result?.findings[0]?.message ?? '', why);
    });
  }

  it('is none when one PUBLISH of the run was accepted, but the stimulus stays inconclusive', () => {
    const judge = judgeOf((trace) => {
      trace.starts('publish');
      trace.answers(trace.publishes(), 401);
      trace.answers(trace.publishes(), 200);
      trace.ends();
      trace.starts('refresh', undefined, 2);
      trace.answers(trace.publishes({ set: [['SIP-If-Match', 'e1-Zx.9']] }), 503);
      trace.ends('done', { stimulus: 2 });
    });
    const verdict = (stimuli?: readonly number[]) => judge.verdictOn('6.1.1.1-1', stimuli).verdict;
    assert.deepEqual([verdict(), verdict([1]), verdict([2]), verdict([1, 2])], ['pass', 'pass', 'inconc', 'inconc']);
  });

  it('is never said without a response, nor of a provisional one', () => {
    const judge = judgeOf((trace) => {
      trace.answers(trace.publishes(), 100);
      trace.subscribes();
    });
    assert.equal(judge.verdictOn('6.1.1.1-1').verdict, 'pass');
    assert.equal(judge.verdictOn('6.1.1.2-1').verdict, 'pass');
  });

  it('adds nothing where a breach was seen', () => {
    const judge = judgeOf((trace) => trace.answers(trace.publishes({ without: ['Max-Forwards'] }), 400));
    const { verdict, findings } = judge.verdictOn('6.1.1.1-1');
    assert.deepEqual([verdict, findings.length], ['fail', 1]);
  });

  it('counts for the client that it is of', () => {
    const { clients } = judgeOf(
      (trace) => {
        trace.answers(trace.publishes(from('alice')));
        trace.answers(trace.publishes(from('bob')), 403);
      },
      { imAddress: undefined, imAddressAliases: ['sip:alice@example.com'] },
    ).judgement();
    const verdicts = clients.map(({ requirements }) => requirements.find(({ id }) => id === '6.1.1.1-1')?.verdict);
    assert.deepEqual(verdicts, ['pass', 'inconc']);
  });
});

describe('a retrieval that never was completed', () => {
  const verdictOn = (build: (trace: TraceBuilder) => void) => judgeOf(build).verdictOn('6.1.1.2-1');

  for (const status of [401, 404, 406, 489]) {
    it(`leaves 6.1.1.2-1 inconclusive when every SUBSCRIBE got ${status}`, () => {
      const { verdict, findings } = verdictOn((trace) => trace.answers(trace.subscribes(), status));
      assert.deepEqual([verdict, findings.length, findings[0]?.actual], ['inconc', 1, String(status)]);
    });
  }

  it('leaves it inconclusive when no NOTIFY was answered', () => {
    const accepted = verdictOn((trace) => trace.answers(trace.subscribes(), 200));
    assert.match(accepted.findings[0]?.message ?? '', /no NOTIFY was answered/);
    const refused = verdictOn((trace) => trace.acknowledges(trace.notifies(trace.subscribes()), 404));
    assert.deepEqual([refused.verdict, refused.findings[0]?.actual], ['inconc', '404']);
  });

  it('is none when a NOTIFY was answered with 2xx', () => {
    assert.equal(verdictOn((trace) => trace.fetches()).verdict, 'pass');
    assert.deepEqual(idsWith(judgeOf(fullRun()).judgement(), 'inconc'), []);
  });

  it('is told once beside a note', () => {
    const { verdict, findings } = verdictOn((trace) => {
      const answer = trace.acknowledges(trace.notifies(trace.subscribes()), 401);
      trace.notes('notify-refused', 'a note', answer.frame);
    });
    assert.deepEqual([verdict, findings.length], ['inconc', 1]);
  });
});
