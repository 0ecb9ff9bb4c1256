import type { MessageEvent } from '../../trace/event';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { absorbsCopies } from './17.1.2.2-6-absorbs-copies';

function acknowledgement(trace: TraceBuilder, request: MessageEvent): void {
  const headers = request.parsed.ok ? request.parsed.message.headers : [];
  const callId = headers.find(({ key }) => key === 'call-id')?.value ?? '';
  const [number = ''] = (headers.find(({ key }) => key === 'cseq')?.value ?? '').split(' ');
  const set = [
    ['Call-ID', callId],
    ['CSeq', `${number} ACK`],
  ] as const;
  trace.subscribes({ method: 'ACK', set, without: ['Event', 'Expires', 'Accept', 'Contact'] });
}

/** The same 200 three times. */
function repeated(
  trace: TraceBuilder,
  between: (request: MessageEvent) => void = () => undefined,
  isDriven = true,
): void {
  if (isDriven) trace.starts('publish');
  const request = trace.publishes();
  trace.answers(request);
  for (const _ of [1, 2]) {
    trace.passes(1_500);
    trace.answers(request);
    trace.passes(50);
    between(request);
  }
  trace.passes(5_000);
  trace.ends();
}

testProvoked(absorbsCopies, 'a repeated final response is absorbed', {
  violation: {
    at: 'ACK sip:alice@example.com SIP/2.0',
    play: (trace) => repeated(trace, (request) => acknowledgement(trace, request)),
  },
  violations: {
    'a new PUBLISH that was certainly sent later': {
      play: (trace) => repeated(trace, () => trace.publishes({ set: [['SIP-If-Match', 'e1-Zx.9']] }, { late: 49 })),
    },
    'a new PUBLISH': {
      play: (trace) => repeated(trace, () => trace.publishes({ set: [['SIP-If-Match', 'e1-Zx.9']] })),
    },
    'the same PUBLISH anew, in a capture': { play: (trace) => repeated(trace, () => trace.publishes(), false) },
  },
  legal: {
    'ordinary traffic for other reasons (keep-alive, NOTIFY answers)': {
      play: (trace) => {
        trace.starts('retrieve');
        const subscribe = trace.subscribes();
        trace.answers(subscribe);
        trace.passes(100);
        trace.answers(subscribe);
        trace.keepsAlive(Buffer.alloc(0), { at: trace.now });
        trace.acknowledges(trace.notifies(subscribe));
        trace.passes(5_000);
        trace.ends();
      },
    },
  },
  passes: {
    'what may have been in the socket of a busy tester before': {
      play: (trace) => repeated(trace, () => trace.publishes({ set: [['SIP-If-Match', 'e1-Zx.9']] }, { late: 51 })),
    },
    'a new SUBSCRIBE, which the NOTIFY before may have asked for': {
      play: (trace) => {
        trace.starts('retrieve');
        const subscribe = trace.subscribes();
        trace.answers(subscribe);
        trace.acknowledges(trace.notifies(subscribe));
        trace.answers(subscribe);
        trace.passes(50);
        trace.answers(trace.subscribes());
        trace.passes(5_000);
        trace.ends();
      },
    },
    'what the user asked for before the copy of the response came': {
      play: (trace) => {
        trace.starts('publish');
        const request = trace.publishes();
        trace.answers(request);
        trace.ends();
        trace.starts('publish', undefined, 2);
        trace.answers(request);
        trace.answers(trace.publishes({ set: [['SIP-If-Match', 'e1-Zx.9']] }));
        trace.passes(5_000);
        trace.ends();
      },
    },
    silence: { play: (trace) => repeated(trace) },
    'a client that sends ACK for every final response, which is the business of RFC3261-17.1.2.1-1': {
      play: (trace) => {
        trace.starts('publish');
        const request = trace.publishes();
        trace.answers(request, 500);
        acknowledgement(trace, request);
        trace.answers(request, 500);
        acknowledgement(trace, request);
        trace.passes(5_000);
        trace.ends();
      },
    },
    'the corrected request after a 401 that came twice': {
      play: (trace) => {
        trace.starts('publish');
        const request = trace.publishes();
        trace.answers(request, 401);
        trace.answers(request, 401);
        trace.answers(trace.publishes());
        trace.passes(5_000);
        trace.ends();
      },
    },
  },
  undecided: {
    'one response': {
      play: (trace) => {
        trace.answers(trace.publishes());
        trace.passes(9_000);
        trace.ends();
      },
    },
  },
});
