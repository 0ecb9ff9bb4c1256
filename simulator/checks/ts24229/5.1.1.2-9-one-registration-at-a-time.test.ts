import type { MessageEvent } from '../../trace/event';
import { row } from '../history.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { oneInitialRegistrationAtATime } from './5.1.1.2-9-one-registration-at-a-time';

const REQUEST_LINE = 'REGISTER sip:example.com SIP/2.0';
const ims = { pics: { sip_ip_core: 'ims' } } as const;
const call = (cseq: number) => ({ set: [row('Call-ID', 'r-1'), row('CSeq', `${cseq} REGISTER`)] });

/** A REGISTER whose response is slow, and after 1 s something else; the response comes after 5 s. */
function slow(trace: TraceBuilder, meanwhile: (first: MessageEvent) => void): void {
  trace.starts('register');
  const first = trace.registers(call(1));
  trace.passes(1_000);
  meanwhile(first);
  trace.passes(4_000);
  trace.answers(first);
}

testProvoked(oneInitialRegistrationAtATime, 'a registration waits for the response to the one before', {
  violation: { at: REQUEST_LINE, context: ims, play: (trace) => slow(trace, () => trace.registers()) },
  legal: { retransmission: { context: ims, play: (trace) => slow(trace, (first) => trace.sends(first.bytes)) } },
  undecided: {
    'the same Call-ID, which breaks RFC3261-10.2-6': {
      context: ims,
      play: (trace) => {
        trace.starts('register');
        trace.registers(call(1));
        trace.passes(500);
        trace.registers(call(2));
      },
    },
  },
});
