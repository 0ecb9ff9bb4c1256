import { notified, passive, scene, subscribed, tells, tellsAgain } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { accepted } from './4.1.3-3-accepted';

/** A NOTIFY with a copy and no answer, watched for a time. */
function unanswered(time: number): Scene {
  return scene((trace) => {
    const notify = tells(trace, subscribed(trace));
    trace.passes(500);
    tellsAgain(trace, notify);
  }, time);
}

testProvoked(accepted, 'a NOTIFY that matches is answered 200', {
  violation: { at: 'no response', ...unanswered(48_000) },
  violations: {
    refused: notified({}, 481),
    '486': notified({}, 486),
    'refused in a capture': passive((trace) => trace.acknowledges(tells(trace, subscribed(trace)), 486)),
  },
  legal: {
    'another 2xx (warn)': notified({}, 202),
  },
  passes: {
    '200': notified({}, 200),
  },
  undecided: {
    '408, of which another entry speaks': notified({}, 408),
    'an unreadable document': notified({ body: '<poc-settings' }, 400),
    'a body of another type': notified({ set: [['Content-Type', 'a/b']] }, 415),
    'an answer that may still come': unanswered(40_000),
    'a NOTIFY with a broken row': notified({ raw: (text) => text.replace('Max-Forwards:', 'Max-Forwards') }, 400),
    'a proxy in between': scene((trace) => {
      const subscribe = subscribed(trace, {
        set: [['Via', 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKa, SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKb']],
      });
      trace.acknowledges(tells(trace, subscribe), 500);
    }),
    'another package': scene((trace) => {
      const subscribe = subscribed(trace, { set: [['Event', 'presence']] });
      trace.acknowledges(tells(trace, subscribe, { set: [['Event', 'presence']] }), 500);
    }),
  },
});
