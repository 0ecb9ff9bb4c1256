import type { Changes } from '../../sip/message.fixture';
import type { TraceBuilder } from '../trace.fixture';

type Rows = readonly (readonly [string, string])[];

interface Play {
  readonly status: number;
  /** Header rows of the refusal. */
  readonly rows?: Rows;
  readonly first?: Changes;
  /** The next request; none where left out. */
  readonly next?: Changes;
  readonly by?: 'publishes' | 'subscribes' | 'registers';
  readonly isDriven?: boolean;
  /** Milliseconds until the next request. */
  readonly after?: number;
}

/** A refusal, and what the client sends then. */
export function corrected({
  status,
  rows = [],
  first = {},
  next,
  by = 'publishes',
  isDriven = true,
  after = 10,
}: Play) {
  return (trace: TraceBuilder): void => {
    if (isDriven) trace.starts('publish');
    trace.answers(trace[by](first), status, rows);
    trace.passes(after);
    if (next !== undefined) trace.answers(trace[by](next));
    trace.passes(20_000);
    trace.ends();
  };
}
