import { assertNamesFrame } from '../checks/named-frame.fixture';
import { type ContextChanges, context, TraceBuilder } from '../checks/trace.fixture';
import { Judge, type JudgeOptions } from './judge';
import type { Finding, Judgement } from './result';

/** Judges the trace that a test builds; each finding has the number of the frame that it names. */
export function judgeOf(build: (trace: TraceBuilder) => void, changes?: ContextChanges, options?: JudgeOptions): Judge {
  const trace = new TraceBuilder();
  build(trace);
  const onFinding = (finding: Finding): void => {
    assertNamesFrame(finding);
    options?.onFinding?.(finding);
  };
  const judge = new Judge(context(changes), { ...options, ...(options?.maxFindings === undefined && { onFinding }) });
  for (const event of trace.events) judge.see(event);
  return judge;
}

/** The ids with a verdict. */
export function idsWith({ requirements }: Judgement, verdict: string): readonly string[] {
  return requirements.filter((result) => result.verdict === verdict).map(({ id }) => id);
}

/** The items of the change request with a verdict, the roll-ups counted in. */
export function itemsWith(judgement: Judgement, verdict: string): readonly string[] {
  return idsWith(judgement, verdict).filter((id) => id.startsWith('6.1.1.'));
}

/** The items of the change request that fail by what was seen of them alone, whatever they take over. */
export function brokenItems({ requirements }: Judgement): readonly string[] {
  return requirements
    .filter(({ id, findings }) => id.startsWith('6.1.1.') && findings.some(({ outcome }) => outcome === 'fail'))
    .map(({ id }) => id);
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
