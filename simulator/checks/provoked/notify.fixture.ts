import { isRequest, type SipRequest } from '../../sip/message';
import { type Changes, SETTINGS_DOCUMENT, subscribeBytes } from '../../sip/message.fixture';
import type { MessageEvent } from '../../trace/event';
import type { TraceBuilder } from '../trace.fixture';
import { tagOf } from '../transaction-key';
import type { Scene } from './scene.fixture';

/** The tag of the simulator in the 200 and in its NOTIFYs. */
export const NOTIFIER = 'esc-1';
export const ended = 'terminated;reason=timeout';
export const live = 'active;expires=60';

type EventChanges = Parameters<TraceBuilder['gets']>[1];

/** What a test changes in a NOTIFY. */
export interface NotifyChanges extends Changes {
  readonly state?: string;
  readonly cseq?: number;
  readonly fromTag?: string;
  /** `null` for none. */
  readonly toTag?: string | null;
  readonly callId?: string;
  readonly via?: string;
  readonly event?: EventChanges;
}

/** A 2xx to a SUBSCRIBE, with the tag of the notifier. */
export function accepts(trace: TraceBuilder, subscribe: MessageEvent, status = 200, tag = NOTIFIER): MessageEvent {
  return trace.answers(subscribe, status, [['To', `<sip:alice@example.com>;tag=${tag}`]]);
}

/** A fetch that the simulator has accepted. */
export function subscribed(trace: TraceBuilder, changes: Changes = {}): MessageEvent {
  const subscribe = trace.subscribes(changes);
  accepts(trace, subscribe);
  return subscribe;
}

/** A regular NOTIFY with changes: the fetched document, and the end. */
export function tells(trace: TraceBuilder, subscribe: MessageEvent, changes: NotifyChanges = {}): MessageEvent {
  const { state = ended, cseq = 1, fromTag = NOTIFIER, body = SETTINGS_DOCUMENT, set = [], event, ...rest } = changes;
  const { message } = requestOf(subscribe);
  const tag = changes.toTag === undefined ? tagOf(message, 'from') : changes.toTag;
  const own = [
    ['Via', changes.via ?? `SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKs${trace.events.length}`],
    ['Call-ID', changes.callId ?? message.headers.find(({ key }) => key === 'call-id')?.value ?? ''],
    ['CSeq', `${cseq} NOTIFY`],
    ['From', `<sip:alice@example.com>;tag=${fromTag}`],
    ['To', `<sip:alice@example.com>${tag === null ? '' : `;tag=${tag}`}`],
    ['Contact', '<sip:192.0.2.1:5060>'],
    ['Subscription-State', state],
    ...(body === '' ? [] : [['Content-Type', 'application/poc-settings+xml'] as const]),
  ] as const;
  const given = new Set(set.map(([name]) => name));
  const all = [...own.filter(([name]) => !given.has(name)), ...set];
  const without = ['Expires', 'Accept', ...(rest.without ?? [])];
  const uri = 'sip:alice@192.0.2.10:5060';
  return trace.gets(subscribeBytes({ method: 'NOTIFY', requestUri: uri, ...rest, body, set: all, without }), event);
}

/** A NOTIFY of the trace once more. */
export function tellsAgain(trace: TraceBuilder, { bytes }: MessageEvent): MessageEvent {
  return trace.gets(bytes);
}

/** A driven scene: what happens, and then nothing for a while. */
export function scene(play: (trace: TraceBuilder) => void, time = 40_000, context?: Scene['context']): Scene {
  return {
    play: (trace) => {
      trace.starts('retrieve');
      play(trace);
      trace.passes(time);
      trace.ends();
    },
    ...(context && { context }),
  };
}

/** The same in a trace in which nobody knows what the user did, as in a capture. */
export function passive(play: (trace: TraceBuilder) => void, time = 40_000): Scene {
  return {
    play: (trace) => {
      play(trace);
      trace.passes(time);
      trace.ends();
    },
  };
}

/** A fetch with one NOTIFY that the client answers; 0 for no answer. */
export function notified(
  changes: NotifyChanges,
  status: number,
  set: readonly (readonly [string, string])[] = [],
): Scene {
  return scene((trace) => {
    const notify = tells(trace, subscribed(trace), changes);
    if (status > 0) trace.acknowledges(notify, status, set);
  });
}

/** A fetch whose subscription lives: a NOTIFY that is accepted, and another one that the client answers; 0 for no answer. */
export function notifiedTwice(
  first: NotifyChanges,
  second: NotifyChanges,
  status: number,
  set: readonly (readonly [string, string])[] = [],
): Scene {
  return scene((trace) => {
    const subscribe = subscribed(trace);
    trace.acknowledges(tells(trace, subscribe, { state: live, ...first }));
    trace.passes(1_000);
    const notify = tells(trace, subscribe, { cseq: 2, ...second });
    if (status > 0) trace.acknowledges(notify, status, set);
  });
}

/** The value of a header field of a request of the trace. */
export function fieldIn(event: MessageEvent, name: string): string {
  return requestOf(event).message.headers.find(({ key }) => key === name.toLowerCase())?.value ?? '';
}

function requestOf(event: MessageEvent): { readonly message: SipRequest } {
  if (!event.parsed.ok || !isRequest(event.parsed.message)) throw new Error('the fixture is no request');
  return { message: event.parsed.message };
}
