import { row } from '../history.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { intervalTooBrief } from './10.2.8-1-interval-too-brief';

const own = '<sip:alice@192.0.2.10:5060>';
const without = ['Expires'];

function refused(trace: TraceBuilder): void {
  trace.starts('register');
  trace.answers(trace.registers(), 423, [row('Min-Expires', '7200')]);
}

const then = (changes: Parameters<TraceBuilder['registers']>[0]) => ({
  play: (trace: TraceBuilder) => {
    refused(trace);
    trace.passes(100);
    trace.registers(changes);
  },
});

testProvoked(intervalTooBrief, 'after 423 a longer expiration', {
  violation: { at: 'Expires: 3600', ...then({}) },
  violations: { 'in Contact': then({ set: [row('Contact', `${own};expires=7199`)], without }) },
  legal: { 'Contact expires instead of Expires': then({ set: [row('Contact', `${own};expires=7200`)], without }) },
  passes: {
    'Contact before Expires': then({ set: [row('Contact', `${own};expires=9000`)] }),
    'what the registrar wants': then({ without }),
    'giving up': {
      play: (trace) => {
        refused(trace);
        trace.passes(10_000);
        trace.ends();
      },
    },
  },
  undecided: {
    'a removal': then({ set: [row('Contact', '*'), row('Expires', '0')] }),
    'a 423 without Min-Expires': {
      play: (trace) => {
        trace.starts('register');
        trace.answers(trace.registers(), 423);
        trace.registers();
      },
    },
    'another address-of-record': then({ set: [row('To', '<sip:alice2@example.com>')] }),
    'a capture in which nothing follows': {
      context: { imAddress: undefined, nextHop: undefined },
      play: (trace) => {
        trace.answers(trace.registers(), 423, [row('Min-Expires', '7200')]);
        trace.passes(20_000);
        trace.subscribes();
      },
    },
  },
});
