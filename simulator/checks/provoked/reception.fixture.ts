import type { MessageEvent } from '../../trace/event';
import { CLIENT, type TraceBuilder } from '../trace.fixture';
import { copies, rightGaps, watched } from './play.fixture';

/** How the simulated server answers. */
export type Answering = (trace: TraceBuilder, request: MessageEvent) => void;

/** With rport filled in, to the source port. */
export const byRport: Answering = (trace, request) => {
  const via = request.parsed.ok ? (request.parsed.message.headers.find(({ key }) => key === 'via')?.value ?? '') : '';
  const filled = via.replace(/;rport$/, ';rport=5060;received=192.0.2.10');
  trace.answers(request, 200, [['Via', filled]]);
};

/** To the port of sent-by, which is that of the source. */
export const plainly: Answering = (trace, request) => {
  trace.answers(request, 200);
};

/** To the port of sent-by, which is another than that of the source. */
export const bySentBy: Answering = (trace, request) => {
  trace.answers({ ...request, remote: CLIENT, parsed: request.parsed }, 200);
};

/** A PUBLISH from a port, answered after three copies, and the copies that come then; each is answered like the first. */
export function answered(answer: Answering, later: readonly number[], port = 5_060, time = 40_000) {
  return (trace: TraceBuilder) => {
    trace.starts('publish');
    const request = trace.publishes({}, { remote: { host: '192.0.2.10', port } });
    copies(trace, request, rightGaps.slice(0, 3));
    answer(trace, request);
    for (const gap of later) {
      copies(trace, request, [gap]);
      answer(trace, request);
    }
    watched(trace, time);
  };
}

/** Copies until Timer F. */
export const untilTimerF = rightGaps.slice(3);
