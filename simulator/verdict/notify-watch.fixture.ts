import type { ContextChanges, TraceBuilder } from '../checks/trace.fixture';
import { firstField } from '../sip/message';
import { SETTINGS_DOCUMENT, subscribeBytes } from '../sip/message.fixture';
import type { MessageEvent } from '../trace/event';
import { judgeOf } from './judge.fixture';
import type { RequirementResult } from './result';

export type Row = readonly [string, string];

export const SECOND = 1_000;
/** To of what the server answers, and From of what it sends. */
export const fromServer = '<sip:alice@example.com>;tag=esc-1';

/** A header field as sent. */
export function value(event: MessageEvent, key: string): string {
  const field = event.parsed.ok ? firstField(event.parsed.message, key) : undefined;
  return field?.value ?? '';
}

let branches = 0;

/** A NOTIFY that matches the SUBSCRIBE. */
export function notifies(
  trace: TraceBuilder,
  subscribe: MessageEvent,
  changes: { readonly set?: readonly Row[]; readonly without?: readonly string[] } = {},
  event: Parameters<TraceBuilder['gets']>[1] = {},
): MessageEvent {
  branches += 1;
  const rows: readonly Row[] = [
    ['Via', `SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKw${branches}`],
    ['From', fromServer],
    ['To', value(subscribe, 'from')],
    ['Call-ID', value(subscribe, 'call-id')],
    ['CSeq', '1 NOTIFY'],
    ['Subscription-State', 'terminated;reason=timeout'],
    ['Content-Type', 'application/poc-settings+xml'],
  ];
  const given = new Set((changes.set ?? []).map(([name]) => name));
  const set = [...rows.filter(([name]) => !given.has(name)), ...(changes.set ?? [])];
  return trace.gets(subscribeBytes({ ...changes, method: 'NOTIFY', set, body: SETTINGS_DOCUMENT }), event);
}

/** Judged as a capture. */
export function judged(build: (trace: TraceBuilder) => void, changes: ContextChanges = {}): RequirementResult {
  return judgeOf(build, changes, { ownsServer: false }).verdictOn('6.1.1.2-1');
}
