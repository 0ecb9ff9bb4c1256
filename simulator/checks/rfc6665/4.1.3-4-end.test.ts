import {
  ended,
  fieldIn,
  NOTIFIER,
  notifiedTwice,
  passive,
  scene,
  subscribed,
  tells,
  tellsAgain,
} from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { end } from './4.1.3-4-end';

/** The subscription is ended, and a further NOTIFY comes. */
function behindEnd(answer: number, state = ended, cseq = 2): Scene {
  return notifiedTwice({ state }, { cseq }, answer);
}

/** The subscription is ended, and a SUBSCRIBE follows. */
function inDeadDialog(state = ended, answer = 200): Scene {
  return scene((trace) => {
    const subscribe = subscribed(trace);
    trace.acknowledges(tells(trace, subscribe, { state }), answer);
    const own = ['Call-ID', 'From'].map((name) => [name, fieldIn(subscribe, name)] as const);
    trace.subscribes({ set: [...own, ['To', `<sip:alice@example.com>;tag=${NOTIFIER}`]] });
  });
}

testProvoked(end, 'behind terminated the subscription is over', {
  violation: { at: 'To: <sip:alice@example.com>;tag=esc-1', ...inDeadDialog() },
  violations: {
    'a further NOTIFY accepted': behindEnd(200),
    'a further NOTIFY without an answer': behindEnd(0),
  },
  legal: {
    'new SUBSCRIBE with new Call-ID and From tag': scene((trace) => {
      const subscribe = subscribed(trace);
      trace.acknowledges(tells(trace, subscribe));
      trace.acknowledges(tells(trace, subscribe, { cseq: 2 }), 481);
      trace.fetches();
    }),
  },
  passes: {
    'another refusal': behindEnd(489),
  },
  undecided: {
    'a SUBSCRIBE in the dialog whose end the client refused': inDeadDialog(ended, 500),
    'a SUBSCRIBE in the dialog that lives': inDeadDialog('active;expires=60'),
    'a copy of the last NOTIFY': scene((trace) => {
      const notify = tells(trace, subscribed(trace));
      trace.acknowledges(notify);
      tellsAgain(trace, notify);
      trace.acknowledges(notify);
    }),
    'an end that the client refused': scene((trace) => {
      const subscribe = subscribed(trace);
      trace.acknowledges(tells(trace, subscribe), 500);
      trace.acknowledges(tells(trace, subscribe, { cseq: 2 }));
    }),
    'with an expires beside it': behindEnd(200, 'terminated;reason=timeout;expires=3600'),
    'a lower CSeq number': behindEnd(200, ended, 1),
    'a lasting subscription': notifiedTwice({}, {}, 200),
    'a real server that goes on': passive((trace) => {
      const subscribe = subscribed(trace);
      trace.acknowledges(tells(trace, subscribe));
      trace.acknowledges(tells(trace, subscribe, { cseq: 2 }));
    }),
    'a Call-ID that is used again': scene((trace) => {
      const subscribe = subscribed(trace);
      trace.acknowledges(tells(trace, subscribe));
      const own = ['Call-ID', 'From'].map((name) => [name, fieldIn(subscribe, name)] as const);
      const again = subscribed(trace, { set: own });
      trace.acknowledges(tells(trace, again, { cseq: 2 }));
    }),
  },
});
