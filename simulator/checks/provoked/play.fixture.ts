import type { Millis } from '../../core/time';
import type { MessageEvent } from '../../trace/event';
import type { TraceBuilder } from '../trace.fixture';

/** Gaps between transmissions with the default timers, up to Timer F (RFC 3261 §17.1.2.2). */
export const rightGaps: readonly Millis[] = [500, 1_000, 2_000, 4_000, 4_000, 4_000, 4_000, 4_000, 4_000, 4_000];
/** The same with the timers of TS 24.229, table 7.8. */
export const imsGaps: readonly Millis[] = rightGaps.map((gap) => gap * 4);

/** The client sends copies of a request, each after its gap; the last one. */
export function copies(trace: TraceBuilder, request: MessageEvent, gaps: readonly Millis[]): MessageEvent {
  let last = request;
  for (const gap of gaps) {
    trace.passes(gap);
    const { transport, connection, remote, local } = request;
    last = trace.sends(request.bytes, { transport, remote, local, ...(connection !== undefined && { connection }) });
  }
  return last;
}

/** Time goes on until the window is over. */
export function watched(trace: TraceBuilder, time: Millis): void {
  trace.passes(time);
  trace.ends();
}
