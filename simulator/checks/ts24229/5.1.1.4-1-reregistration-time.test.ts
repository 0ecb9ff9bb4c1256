import { row } from '../history.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { reregistrationTime } from './5.1.1.4-1-reregistration-time';

const ims = { pics: { sip_ip_core: 'ims' } } as const;
const granting = (seconds: number) => [row('Contact', `<sip:alice@192.0.2.10:5060>;expires=${seconds}`)];

const after = (gap: number, seconds = 120) => ({
  context: ims,
  play: (trace: TraceBuilder) => {
    trace.starts('register');
    trace.answers(trace.registers(), 200, granting(seconds));
    trace.passes(gap);
    trace.registers();
  },
});

testProvoked(reregistrationTime, 'the terminal registers again at half time', {
  violation: { at: 'REGISTER sip:example.com SIP/2.0', ...after(115_000) },
  violations: { 'a little late': after(67_000) },
  legal: { 'earlier re-registration for a reason': after(10_000) },
  passes: { 'half time': after(60_000), 'within the tolerance': after(65_900) },
  undecided: {
    'after the end, which breaks RFC3261-10.2.4-1': after(121_000),
    'a user who asks for it': {
      context: ims,
      play: (trace) => {
        trace.starts('register');
        trace.answers(trace.registers(), 200, granting(120));
        trace.passes(100_000);
        trace.starts('register', undefined, 2);
        trace.registers();
      },
    },
    'an end of the registration': {
      context: ims,
      play: (trace) => {
        trace.starts('register');
        trace.answers(trace.registers(), 200, granting(120));
        trace.passes(100_000);
        trace.registers({ set: [row('Contact', '*'), row('Expires', '0')] });
      },
    },
    silence: {
      context: ims,
      play: (trace) => {
        trace.starts('register');
        trace.answers(trace.registers(), 200, granting(120));
        trace.passes(130_000);
        trace.ends();
      },
    },
  },
});
