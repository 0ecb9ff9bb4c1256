import type { Millis } from '../../core/time';
import type { Settings } from '../../settings/settings';
import { SETTINGS_DOCUMENT } from '../../sip/message.fixture';
import type { MessageEvent, Operation } from '../../trace/event';
import type { Subject } from '../check';
import { lastOf, row } from '../history.fixture';
import type { ContextChanges, TraceBuilder } from '../trace.fixture';

/** The document of the fixtures with incoming sessions barred. */
export const CHANGED = SETTINGS_DOCUMENT.replace('active="false"', 'active="true"');

/** What CHANGED states. */
export const changedSettings: Settings = { isb: true, ipmb: false, vis: true, dms: true, chs: false };

/** A PUBLISH that names a publication. */
export const naming = (tag: string) => ({ set: [row('SIP-If-Match', tag)] });

/** A 200 with an entity-tag and a lifetime in seconds. */
export function grants(trace: TraceBuilder, publish: MessageEvent, tag: string, lifetime = 60): void {
  trace.answers(publish, 200, [row('SIP-ETag', tag), row('Expires', String(lifetime))]);
}

/** What lies between a publication that was granted and the PUBLISH that is looked at. */
interface Meanwhile {
  /** The entity-tag that is given out; `e1` when left out. */
  readonly granted?: string;
  readonly gap?: Millis;
  /** What the client is asked for then. */
  readonly operation?: Operation;
  readonly settings?: Settings;
  readonly happens?: (trace: TraceBuilder) => void;
  readonly context?: ContextChanges;
}

type Publish = NonNullable<Parameters<TraceBuilder['publishes']>[0]>;

/** The PUBLISH that follows a publication which lasts 60 s. */
export function nextAfterGrant(
  publish: Publish,
  meanwhile: Meanwhile = {},
  event: Partial<MessageEvent> = {},
): Subject {
  const { granted = 'e1', gap = 5_000, operation, settings, happens, context } = meanwhile;
  return lastOf((trace) => {
    grants(trace, trace.publishes(), granted);
    happens?.(trace);
    trace.passes(gap);
    if (operation !== undefined) trace.starts(operation, settings, 2);
    trace.publishes(publish, event);
  }, context);
}
