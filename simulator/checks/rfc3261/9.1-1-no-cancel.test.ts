import type { MessageEvent } from '../../trace/event';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { noCancel } from './9.1-1-no-cancel';

function fieldOf(request: MessageEvent, name: string): string {
  const headers = request.parsed.ok ? request.parsed.message.headers : [];
  return headers.find(({ key }) => key === name)?.value ?? '';
}

/** CANCEL for a request, which has its Via, Call-ID and CSeq number. */
function cancels(trace: TraceBuilder, request: MessageEvent): MessageEvent {
  const [number = ''] = fieldOf(request, 'cseq').split(' ');
  const set = [
    ['Via', fieldOf(request, 'via')],
    ['Call-ID', fieldOf(request, 'call-id')],
    ['CSeq', `${number} CANCEL`],
  ] as const;
  return trace.subscribes({ method: 'CANCEL', set, without: ['Event', 'Expires', 'Accept', 'Contact'] });
}

function delayed(trace: TraceBuilder, isCancelled: boolean): void {
  const request = trace.publishes();
  trace.answers(request, 100);
  trace.passes(3_000);
  if (isCancelled) trace.answers(cancels(trace, request), 481);
  trace.passes(7_000);
  trace.answers(request);
}

testProvoked(noCancel, 'no CANCEL for a request other than INVITE', {
  violation: { at: 'CANCEL', play: (trace) => delayed(trace, true) },
  violations: {
    'without any response': {
      play: (trace) => {
        const request = trace.registers();
        trace.passes(1_000);
        cancels(trace, request);
      },
    },
  },
  legal: {
    'CANCEL for an INVITE of another service': {
      play: (trace) => {
        trace.answers(trace.registers());
        const invite = trace.subscribes({ method: 'INVITE', without: ['Event', 'Expires', 'Accept'] });
        cancels(trace, invite);
        delayed(trace, false);
      },
    },
  },
  passes: {
    'patience until the response': { play: (trace) => delayed(trace, false) },
    'patience without any response': {
      play: (trace) => {
        trace.publishes();
        trace.passes(60_000);
        trace.ends();
      },
    },
  },
  undecided: {
    'an ordinary exchange': {
      play: (trace) => {
        trace.answers(trace.publishes());
        trace.passes(60_000);
        trace.ends();
      },
    },
    'a trace that ends before': {
      play: (trace) => {
        trace.answers(trace.publishes(), 100);
        trace.passes(5_000);
        trace.ends();
      },
    },
  },
});
