import { ended, fieldIn, NOTIFIER, notifiedTwice, scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { endWithExpires } from './4.1.3-5-end-with-expires';

/** The subscription is ended, and a further NOTIFY comes. */
function behindEnd(answer: number, state = ended, cseq = 2): Scene {
  return notifiedTwice({ state }, { cseq }, answer);
}

/** The subscription is ended, and a SUBSCRIBE follows. */
function inDeadDialog(state = ended): Scene {
  return scene((trace) => {
    const subscribe = subscribed(trace);
    trace.acknowledges(tells(trace, subscribe, { state }));
    const own = ['Call-ID', 'From'].map((name) => [name, fieldIn(subscribe, name)] as const);
    trace.subscribes({ set: [...own, ['To', `<sip:alice@example.com>;tag=${NOTIFIER}`]] });
  });
}

testProvoked(endWithExpires, 'an expires beside terminated is ignored', {
  violation: { at: '200', ...behindEnd(200, 'terminated;reason=timeout;expires=3600') },
  violations: {
    'a SUBSCRIBE in the dead dialog': inDeadDialog('terminated;reason=timeout;expires=3600'),
  },
  legal: {
    'a new fetch with fresh Call-ID and From tag': scene((trace) => {
      const subscribe = subscribed(trace);
      trace.acknowledges(tells(trace, subscribe, { state: 'terminated;reason=timeout;expires=3600' }));
      trace.acknowledges(tells(trace, subscribe, { cseq: 2 }), 481);
      trace.fetches();
    }),
  },
  undecided: {
    'without an expires beside it': behindEnd(200),
    'a SUBSCRIBE behind that': inDeadDialog(),
  },
});
