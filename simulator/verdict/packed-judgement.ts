import type { RequirementId } from '../requirements/requirement';
import type { MessageEvent } from '../trace/event';
import { type EventBatch, EventBatcher, readBatch } from '../trace/event-batch';
import type { ClientResult, Finding, Judgement, RequirementResult } from './result';
import { type RequirementVerdict, verdicts } from './verdict';

/**
 * A judgement as another thread can take it: the messages that are evidence lie apart, and findings name them by number. Of a client there
 * is an octet for each requirement, for with hundreds of clients nearly all of the judgement is their verdicts.
 */
export interface PackedJudgement {
  readonly judgement: Omit<Judgement, 'requirements' | 'clients'>;
  readonly requirements: readonly PackedResult[];
  readonly clients: readonly PackedClient[];
  readonly evidence: readonly EventBatch[];
}

type PackedClient = Omit<ClientResult, 'requirements'> & { readonly verdicts: Uint8Array };

type PackedResult = Omit<RequirementResult, 'findings'> & { readonly findings: readonly PackedFinding[] };
type PackedFinding = Omit<Finding, 'evidence'> & { readonly evidence?: number };

/** Makes a judgement one that can be copied to another thread. */
export function packJudgement({ requirements, clients, ...judgement }: Judgement): PackedJudgement {
  const numbers = new Map<MessageEvent, number>();
  const pack = ({ evidence, ...finding }: Finding): PackedFinding => {
    if (evidence === undefined) return finding;
    const number = numbers.get(evidence) ?? numbers.size;
    numbers.set(evidence, number);
    return { ...finding, evidence: number };
  };
  const packed = requirements.map((result) => ({ ...result, findings: result.findings.map(pack) }));
  const evidence = batchesOf([...numbers.keys()]);
  return { judgement, requirements: packed, clients: clients.map(packClient), evidence };
}

/** The judgement that was packed. */
export function unpackJudgement({ judgement, requirements, clients, evidence }: PackedJudgement): Judgement {
  const events: MessageEvent[] = [];
  for (const batch of evidence) {
    readBatch(batch, (event) => {
      if (event.kind === 'message') events.push(event);
    });
  }
  const unpack = ({ evidence: number, ...finding }: PackedFinding): Finding => {
    const event = number === undefined ? undefined : events[number];
    return event === undefined ? finding : { ...finding, evidence: event };
  };
  const unpacked = requirements.map((result) => ({ ...result, findings: result.findings.map(unpack) }));
  const { verdict, diagnostics } = judgement;
  const ids = requirements.map(({ id }) => id);
  return { verdict, requirements: unpacked, diagnostics, clients: clients.map((client) => unpackClient(client, ids)) };
}

const words: readonly RequirementVerdict[] = [...verdicts, 'not-applicable'];

/** The requirements of a client are those of the judgement, in the same order. */
function packClient({ requirements, ...client }: ClientResult): PackedClient {
  return { ...client, verdicts: Uint8Array.from(requirements, ({ verdict }) => words.indexOf(verdict)) };
}

function unpackClient({ verdicts: ranks, ...client }: PackedClient, ids: readonly RequirementId[]): ClientResult {
  const requirements = ids.map((id, index) => ({ id, verdict: words[ranks[index] ?? 0] ?? 'none' }));
  return { ...client, requirements };
}

function batchesOf(events: readonly MessageEvent[]): readonly EventBatch[] {
  const writer = new EventBatcher();
  const batches = events.map((event) => writer.add(event));
  return [...batches, writer.take()].filter((batch) => batch !== undefined);
}
