import type { MessageEvent } from '../../trace/event';
import type { TraceBuilder } from '../trace.fixture';

export const HOME = 'sip:alice@example.com';
export const ALT = 'sip:alice@alt.example.com';

/** The user publishes, and is sent elsewhere. */
export function redirects(trace: TraceBuilder, contact = `<${ALT}>`, status = 302, isDriven = true): MessageEvent {
  if (isDriven) trace.starts('publish');
  const request = trace.publishes();
  trace.answers(request, status, [['Contact', contact]]);
  return request;
}

/** Time goes on. */
export function over(trace: TraceBuilder, time = 60_000): void {
  trace.passes(time);
  trace.ends();
}
