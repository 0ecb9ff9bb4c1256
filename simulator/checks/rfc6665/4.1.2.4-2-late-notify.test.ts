import { scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { lateNotify } from './4.1.2.4-2-late-notify';

/** A first NOTIFY so long behind the SUBSCRIBE. */
function late(answer: number, wait = 40_000): Scene {
  return scene((trace) => {
    const subscribe = subscribed(trace);
    trace.passes(wait);
    trace.acknowledges(tells(trace, subscribe), answer);
  });
}

testProvoked(lateNotify, 'a late NOTIFY finds no subscription', {
  violation: { at: '200', ...late(200) },
  legal: {
    'longer timer with larger T1 (IMS)': { ...late(481, 145_000), context: { pics: { sip_ip_core: 'ims' } } },
  },
  passes: {
    '481': late(481),
    'another refusal': late(489),
  },
  undecided: {
    'within Timer N': late(200, 30_000),
    'where the clocks may differ': late(200, 34_000),
    'within the timers of a radio access': { ...late(200, 100_000), context: { pics: { sip_ip_core: 'ims' } } },
  },
});
