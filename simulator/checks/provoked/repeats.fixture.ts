import type { Millis } from '../../core/time';
import type { MessageEvent } from '../../trace/event';
import type { TraceBuilder } from '../trace.fixture';

type Rows = readonly (readonly [string, string])[];

/** The user publishes, and is refused. */
export function refusing(status: number, rows: Rows = []) {
  return (trace: TraceBuilder): MessageEvent => {
    trace.starts('publish');
    const request = trace.publishes();
    trace.answers(request, status, rows);
    return request;
  };
}

/** The same request after a while; then time goes on. */
export function repeating(status: number, after: Millis, rows: Rows = [], set: Rows = []) {
  return (trace: TraceBuilder): void => {
    refusing(status, rows)(trace);
    trace.passes(after);
    trace.answers(trace.publishes({ set }), status, rows);
    trace.passes(70_000);
    trace.ends();
  };
}

/** Nothing more from the client. */
export function givingUp(status: number, rows: Rows = [], time: Millis = 70_000) {
  return (trace: TraceBuilder): void => {
    refusing(status, rows)(trace);
    trace.passes(time);
    trace.ends();
  };
}

/** The client registers anew, and publishes again. */
export function reregistering(status: number, rows: Rows = []) {
  return (trace: TraceBuilder): void => {
    refusing(status, rows)(trace);
    trace.passes(1_000);
    trace.answers(trace.registers());
    trace.passes(100);
    trace.answers(trace.publishes());
    trace.passes(70_000);
    trace.ends();
  };
}

/** The user asks for it again after a while. */
export function askedAgain(status: number, after: Millis, rows: Rows = []) {
  return (trace: TraceBuilder): void => {
    refusing(status, rows)(trace);
    trace.ends();
    trace.passes(after);
    trace.starts('publish', undefined, 2);
    trace.answers(trace.publishes());
    trace.passes(70_000);
    trace.ends();
  };
}

/** A capture, in which nobody knows what the user did. */
export function captured(status: number, after: Millis, rows: Rows = []) {
  return (trace: TraceBuilder): void => {
    trace.answers(trace.publishes(), status, rows);
    trace.passes(after);
    trace.answers(trace.publishes(), status, rows);
  };
}
