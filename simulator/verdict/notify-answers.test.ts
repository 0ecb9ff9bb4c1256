import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { TraceBuilder } from '../checks/trace.fixture';
import type { Note, StimulusEnded } from '../trace/event';
import { judgeOf } from './judge.fixture';

type Names = 'subscribe' | 'notify' | 'answer';

/** A fetch whose NOTIFY is answered with a status, or not at all. */
function fetched(trace: TraceBuilder, status?: number): Record<Names, number> {
  const subscribe = trace.subscribes();
  trace.answers(subscribe);
  const notify = trace.notifies(subscribe);
  const answer = status === undefined ? notify : trace.acknowledges(notify, status);
  return { subscribe: subscribe.frame, notify: notify.frame, answer: answer.frame };
}

function noted(note: Note['note'], about: Names, status?: number, ended: Partial<StimulusEnded> = {}) {
  return judgeOf((trace) => {
    trace.starts('retrieve');
    const frames = fetched(trace, status);
    trace.notes(note, 'a note', frames[about]);
    trace.ends('done', ended);
  }).verdictOn('6.1.1.2-1');
}

describe('the answers to NOTIFY, judged by 6.1.1.2-1', () => {
  it('are no finding without a note', () => {
    const judge = judgeOf((trace) => fetched(trace, 200));
    assert.deepEqual(judge.verdictOn('6.1.1.2-1').findings, []);
  });

  for (const status of [481, 489, 500, 603]) {
    it(`fails a refusal with ${status}, pointing at the status`, () => {
      for (const about of ['answer', 'notify'] as const) {
        const { verdict, findings } = noted('notify-refused', about, status);
        assert.equal(verdict, 'fail');
        assert.deepEqual([findings[0]?.actual, findings[0]?.frame, findings[0]?.stimulus], [String(status), 4, 1]);
        const { evidence, span } = findings[0] ?? {};
        assert.equal(evidence?.bytes.toString('latin1', span?.start, span?.end), String(status));
      }
    });
  }

  it('is inconclusive when the client wants credentials', () => {
    for (const status of [401, 407]) assert.equal(noted('notify-refused', 'answer', status).verdict, 'inconc');
  });

  it('fails no answer at all, unless datagrams were lost', () => {
    for (const about of ['notify', 'subscribe'] as const) {
      assert.equal(noted('notify-unanswered', about).verdict, 'fail');
      assert.equal(noted('notify-unanswered', about, undefined, { datagramsLost: 1 }).verdict, 'inconc');
    }
  });

  it('belongs to the stimulus of the SUBSCRIBE, also when it is noted later', () => {
    const judge = judgeOf((trace) => {
      trace.starts('retrieve');
      const { notify } = fetched(trace);
      trace.ends();
      trace.starts('publish', undefined, 2);
      trace.publishes();
      trace.ends('done', { stimulus: 2 });
      trace.notes('notify-unanswered', 'a note', notify);
    });
    assert.equal(judge.verdictOn('6.1.1.2-1', [1]).verdict, 'fail');
    assert.equal(judge.verdictOn('6.1.1.2-1', [2]).verdict, 'none');
  });

  it('only warns of a loop of subscriptions', () => {
    const { verdict, findings } = noted('subscription-loop', 'subscribe', 200);
    assert.deepEqual([verdict, findings[0]?.outcome], ['pass', 'warn']);
  });
});

describe('a response that answers no NOTIFY', () => {
  type Header = readonly [string, string];
  const via = ['Via', 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKother'] as const;
  const strays: readonly [string, readonly Header[], readonly string[], RegExp][] = [
    ['another branch', [via], [], /a 200 came whose Via branch is not that of the NOTIFY \(frame 4\)/],
    ['no Via', [], ['Via'], /a 200 came whose Via branch is not that of the NOTIFY \(frame 4\)/],
    ['another CSeq method', [['CSeq', '1 SUBSCRIBE']], [], /a 200 came whose CSeq method is not that of the NOTIFY/],
  ];
  for (const [name, set, without, why] of strays) {
    it(`has ${name}: the NOTIFY stays unanswered, and the finding mentions it`, () => {
      const judge = judgeOf((trace) => {
        const subscribe = trace.subscribes();
        trace.answers(subscribe);
        const notify = trace.notifies(subscribe);
        trace.acknowledges(notify, 200, set, without);
        trace.notes('notify-unanswered', 'a note', notify.frame);
      });
      const { verdict, findings } = judge.verdictOn('6.1.1.2-1');
      assert.equal(verdict, 'fail');
      assert.match(findings[0]?.message ?? '', why);
    });
  }

  it('has another status than the answer, whose status is told', () => {
    const judge = judgeOf((trace) => {
      const notify = trace.notifies(trace.subscribes());
      trace.acknowledges(notify, 200, [via]);
      trace.acknowledges(notify, 489);
      trace.notes('notify-refused', 'a note', notify.frame);
    });
    assert.equal(judge.verdictOn('6.1.1.2-1').findings[0]?.actual, '489');
  });
});

describe('indications, judged by the MAY entries', () => {
  it('never change a verdict but none', () => {
    const judge = judgeOf(
      (trace) => {
        trace.indicates('published');
        trace.answers(trace.publishes());
        trace.indicates('published');
        trace.indicates('settings', { isb: true });
      },
      {},
      { strict: true },
    );
    const { verdict, findings } = judge.verdictOn('6.1.1.1-MAY');
    assert.deepEqual([verdict, findings.map(({ outcome }) => outcome)], ['pass', ['warn', 'info']]);
    assert.equal(judge.verdictOn('6.1.1.2-MAY').verdict, 'pass');
  });
});
