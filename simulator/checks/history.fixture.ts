import type { Address } from '../core/address';
import type { Answer, Subject } from './check';
import { Conversations } from './subject';
import { type ContextChanges, context, TraceBuilder } from './trace.fixture';

type Build = (trace: TraceBuilder) => void;

/** A header field, as the builders take it. */
export const row = (name: string, value: string) => [name, value] as const;

/** Another user at another host, for traces with several clients. */
export const BOB: Address = { host: '192.0.2.20', port: 5060 };

/** Header fields that make a request Bob's. */
export function bobs(tag: string) {
  return [row('From', `<sip:bob@example.com>;tag=${tag}`), row('To', '<sip:bob@example.com>')] as const;
}

/** Every request of a trace as the checks get it, with what was before it. */
export function subjectsOf(build: Build, changes: ContextChanges = {}): readonly Subject[] {
  const trace = new TraceBuilder();
  build(trace);
  const conversations = new Conversations(context(changes));
  return trace.events.flatMap((event) => conversations.see(event).sightings.map(({ subject }) => subject));
}

/** The last request of a trace. */
export function lastOf(build: Build, changes?: ContextChanges): Subject {
  const last = subjectsOf(build, changes).at(-1);
  if (last === undefined) throw new Error('the trace has no request');
  return last;
}

/** The last answer of the client in a trace. */
export function lastAnswerOf(build: Build, changes: ContextChanges = {}): Answer {
  const trace = new TraceBuilder();
  build(trace);
  const conversations = new Conversations(context(changes));
  const answers = trace.events.map((event) => conversations.see(event).answer?.answer);
  const last = answers.findLast((answer) => answer !== undefined);
  if (last === undefined) throw new Error('the trace has no answer');
  return last;
}
