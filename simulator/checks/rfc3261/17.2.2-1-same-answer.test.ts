import { passive, scene, subscribed, tells, tellsAgain } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { sameAnswer } from './17.2.2-1-same-answer';

/** A NOTIFY that is accepted, and a copy of it that is answered; 0 for no answer. */
function answeredAgain(status: number, set: readonly (readonly [string, string])[] = [], time = 500): Scene {
  return scene((trace) => {
    const notify = tells(trace, subscribed(trace));
    trace.acknowledges(notify);
    trace.passes(time);
    tellsAgain(trace, notify);
    if (status > 0) trace.acknowledges(notify, status, set);
  });
}

testProvoked(sameAnswer, 'a copy gets the same response', {
  violation: { at: '481', ...answeredAgain(481) },
  violations: {
    'no answer to the copy': answeredAgain(0),
    'another To tag': answeredAgain(200, [['To', '<sip:alice@example.com>;tag=other']]),
    'another Call-ID in it': answeredAgain(200, [['CSeq', '2 NOTIFY']]),
    'ten seconds behind': answeredAgain(500, [], 10_000),
  },
  legal: {
    're-serialised but equivalent response (compare parsed)': answeredAgain(200, [
      ['From', 'Alice <sip:alice@example.com>;tag=esc-1'],
    ]),
  },
  passes: {
    'ten seconds behind': answeredAgain(200, [], 10_000),
    'refused twice': scene((trace) => {
      const notify = tells(trace, subscribed(trace));
      trace.acknowledges(notify, 481);
      tellsAgain(trace, notify);
      trace.acknowledges(notify, 481);
    }),
  },
  undecided: {
    'a copy over TCP': scene((trace) => {
      const event = { transport: 'tcp', connection: 1 } as const;
      const notify = tells(trace, subscribed(trace), { event });
      trace.acknowledges(notify);
      trace.gets(notify.bytes, event);
    }),
    'a copy behind Timer J': answeredAgain(0, [], 33_000),
    'a copy before the answer': scene((trace) => {
      const notify = tells(trace, subscribed(trace));
      tellsAgain(trace, notify);
      trace.acknowledges(notify);
    }),
    'no answer in a capture': passive((trace) => {
      const notify = tells(trace, subscribed(trace));
      trace.acknowledges(notify);
      tellsAgain(trace, notify);
    }),
  },
});
