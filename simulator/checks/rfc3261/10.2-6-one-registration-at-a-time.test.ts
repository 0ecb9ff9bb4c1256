import type { MessageEvent } from '../../trace/event';
import { row } from '../history.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { SERVER, type TraceBuilder } from '../trace.fixture';
import { oneRegistrationAtATime } from './10.2-6-one-registration-at-a-time';

const REQUEST_LINE = 'REGISTER sip:example.com SIP/2.0';
const capture = { imAddress: undefined, nextHop: undefined };
const ims = { pics: { sip_ip_core: 'ims' } } as const;
const call = (cseq: number) => ({ set: [row('Call-ID', 'r-1'), row('CSeq', `${cseq} REGISTER`)] });
const flow = (id: number) => ({
  set: [row('Contact', `<sip:alice@192.0.2.10>;+sip.instance="<urn:uuid:1>";reg-id=${id}`)],
});

/** A REGISTER whose response is slow, and after 1 s something else; the response comes after 5 s. */
function slow(trace: TraceBuilder, meanwhile: (first: MessageEvent) => void, first = trace.registers(call(1))): void {
  trace.passes(1_000);
  meanwhile(first);
  trace.passes(4_000);
  trace.answers(first);
}

function driven(trace: TraceBuilder, meanwhile: (first: MessageEvent) => void, first?: MessageEvent): void {
  trace.starts('register');
  slow(trace, meanwhile, first);
}

testProvoked(oneRegistrationAtATime, 'a REGISTER waits for the response to the one before', {
  violation: { at: REQUEST_LINE, play: (trace) => driven(trace, () => trace.registers(call(2))) },
  violations: {
    'with another Call-ID': { play: (trace) => driven(trace, () => trace.registers()) },
    'in an IMS core, with the same Call-ID': {
      context: ims,
      play: (trace) => driven(trace, () => trace.registers(call(2))),
    },
    'in a capture, once the response has come': {
      context: capture,
      play: (trace) => slow(trace, () => trace.registers(call(2))),
    },
  },
  legal: { retransmissions: { play: (trace) => driven(trace, (first) => trace.sends(first.bytes)) } },
  passes: {
    'another address-of-record': {
      play: (trace) => driven(trace, () => trace.registers({ set: [row('To', '<sip:alice2@example.com>')] })),
    },
    'another flow': { play: (trace) => driven(trace, () => trace.registers(flow(2)), trace.registers(flow(1))) },
    'another registrar': {
      play: (trace) => driven(trace, () => trace.registers(call(2), { local: { ...SERVER, port: 5070 } })),
    },
    'a fetch meanwhile': { play: (trace) => driven(trace, () => trace.fetches()) },
    'the next one after the timeout': {
      play: (trace) => {
        trace.starts('register');
        trace.registers(call(1));
        trace.passes(32_000);
        trace.registers(call(2));
      },
    },
  },
  undecided: {
    'one after the other': {
      play: (trace) => {
        trace.answers(trace.registers(call(1)), 401);
        trace.answers(trace.registers(call(2)));
      },
    },
    'two registrations of an IMS terminal, which break TS24229-5.1.1.2-9': {
      context: ims,
      play: (trace) => {
        trace.starts('register');
        trace.registers();
        trace.passes(500);
        trace.registers();
      },
    },
  },
});
