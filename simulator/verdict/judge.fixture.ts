import { type ContextChanges, context, TraceBuilder } from '../checks/trace.fixture';
import { Judge } from './judge';
import type { LedgerOptions } from './ledger';
import type { Judgement } from './result';

/** Judges the trace that a test builds. */
export function judgeOf(
  build: (trace: TraceBuilder) => void,
  changes?: ContextChanges,
  options?: LedgerOptions,
): Judge {
  const trace = new TraceBuilder();
  build(trace);
  const judge = new Judge(context(changes), options);
  for (const event of trace.events) judge.see(event);
  return judge;
}

/** The ids with a verdict. */
export function idsWith({ requirements }: Judgement, verdict: string): readonly string[] {
  return requirements.filter((result) => result.verdict === verdict).map(({ id }) => id);
}

type Changes = Parameters<TraceBuilder['publishes']>[0];

/** Publish and retrieve as asked for, both confirmed. */
export function fullRun(publish: Changes = {}, subscribe: Changes = {}): (trace: TraceBuilder) => void {
  return (trace) => {
    trace.starts('publish');
    trace.answers(trace.publishes(publish));
    trace.ends();
    trace.starts('retrieve', undefined, 2);
    trace.fetches(subscribe);
    trace.ends('done', { stimulus: 2 });
  };
}
