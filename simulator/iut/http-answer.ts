import { type HttpResult, MAX_ANSWER } from './http-call';
import { type ClientEvent, isRecord, readEvent, readEventFields } from './protocol';
import { quoted } from './quoted';
import type { ClientIndication, Outcome } from './upper-tester';

/** An answer, read: what became of the operation, what the user was told, and what is only for the log. */
export interface HttpAnswer {
  readonly outcome: Outcome;
  readonly indications: readonly ClientIndication[];
  readonly log: readonly string[];
}

type Answered = Extract<HttpResult, { readonly kind: 'answered' }>;

/**
 * Reads an answer (design 3.3): 2xx is done unless the body reports an error. The body may be one event, `{"events":[…]}`, a list of
 * events, or JSON lines; anything else is the client's log.
 */
export function readAnswer(what: string, answer: Answered): HttpAnswer {
  const { events, log } = readBody(answer.body);
  const indications = events.flatMap((event) => (event.event === 'indication' ? [event.indication] : []));
  return { outcome: outcomeOf(what, answer, events), indications, log };
}

function outcomeOf(what: string, answer: Answered, events: readonly ClientEvent[]): Outcome {
  const { status, body, isCut } = answer;
  const error = events.find((event) => event.event === 'error');
  const failed = (reason: string): Outcome => ({ kind: 'failed', reason });
  if (status >= 200 && status < 300) {
    if (error !== undefined) return failed(`the client reports: ${quoted(error.message)}`);
    return isCut
      ? failed(`the answer to ${what} has more than ${MAX_ANSWER} octets; events are short`)
      : { kind: 'done' };
  }
  const said = error?.message ?? body.trim();
  const quote = said === '' ? 'without a body' : quoted(said);
  return failed(`${what} was answered with ${nameOf(answer)}${hintFor(answer)}: ${quote}`);
}

function nameOf({ status, phrase }: Answered): string {
  const words = phrase.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
  return words === '' ? `${status}` : `${status} ${words}`;
}

function hintFor({ status, location }: Answered): string {
  if (status === 401 || status === 403) return ' (see control.token in the IUT file)';
  if (status === 404) return ' (see the path of control.base in the IUT file)';
  if (status < 300 || status >= 400) return '';
  return location === undefined ? '' : ` (not followed to ${quoted(location)}; correct control.base in the IUT file)`;
}

function readBody(body: string): { readonly events: readonly ClientEvent[]; readonly log: readonly string[] } {
  const whole = fromJson(body);
  const items = Array.isArray(whole) ? whole : isRecord(whole) && Array.isArray(whole.events) ? whole.events : [whole];
  const read = items.map(readEventFields).filter((event) => event !== undefined);
  if (whole !== undefined && (read.length > 0 || items.length === 0)) return { events: read, log: [] };
  const events: ClientEvent[] = [];
  const log: string[] = [];
  for (const line of body.split(/\r?\n/)) {
    const event = readEvent(line);
    if (event !== undefined) events.push(event);
    else if (line.trim() !== '') log.push(line);
  }
  return { events, log };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
