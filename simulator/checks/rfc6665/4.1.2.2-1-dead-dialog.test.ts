import { fieldIn, live, NOTIFIER, scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { deadDialog } from './4.1.2.2-1-dead-dialog';

/** A SUBSCRIBE inside the dialog is refused, and another one follows with these fields of it. */
function again(names: readonly string[] | undefined, isInside: boolean, status = 481): Scene {
  return scene((trace) => {
    const subscribe = subscribed(trace, { set: [['Expires', '3600']] });
    trace.acknowledges(tells(trace, subscribe, { state: live }));
    const own = ['Call-ID', 'From'].map((name) => [name, fieldIn(subscribe, name)] as const);
    const to = ['To', `<sip:alice@example.com>;tag=${NOTIFIER}`] as const;
    trace.answers(trace.subscribes({ set: [...own, to] }), status);
    trace.passes(500);
    if (names === undefined) return;
    const kept = own.filter(([name]) => names.includes(name));
    trace.subscribes({ set: isInside ? [...kept, to] : kept });
  });
}

testProvoked(deadDialog, 'a refused SUBSCRIBE inside has lost its subscription', {
  violation: { at: 'Call-ID: call-1@192.0.2.10', ...again(['Call-ID', 'From'], true) },
  violations: {
    'only the From tag': again(['From'], false),
    '404 under RFC 6665': { ...again(['Call-ID'], true, 404), context: { rules: { events_rfc: 'rfc6665' } } },
  },
  legal: {
    'RFC 3265 mode: only 481 has this effect': again([], false),
  },
  passes: {
    'no SUBSCRIBE': again(undefined, false),
  },
  undecided: {
    '404 under RFC 3265': again(['Call-ID'], true, 404),
    'a repairable refusal': { ...again(['Call-ID'], true, 423), context: { rules: { events_rfc: 'rfc6665' } } },
    'a SUBSCRIBE outside a dialog': scene((trace) => {
      const subscribe = trace.subscribes();
      trace.answers(subscribe, 481);
      trace.subscribes({ set: [['Call-ID', fieldIn(subscribe, 'Call-ID')]] });
    }),
  },
});
