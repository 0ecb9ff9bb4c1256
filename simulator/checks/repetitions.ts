import { Recent } from '../core/recent';
import type { Settings } from '../settings/settings';
import { settingKeys } from '../settings/settings';
import type { MessageEvent } from '../trace/event';
import type { PublishedState, SubjectBody } from './check';

/** Hosts that are remembered at once. */
const CAPACITY = 10_000;
/** A refresh comes near the end of the lifetime; in its first tenth nothing is near its end (cf. RFC 3903 §4.3). */
const FIRST_PART = 0.1;

/** Knows what explains that a client publishes the same state again (RFC 4354 §5.18). */
export class Repetitions {
  /** The frame in which a client of a host was registered last. */
  readonly #registered = new Recent<number>(CAPACITY);

  /** Takes a 200 to REGISTER: publishing anew after it is usual. */
  registered({ remote, frame }: MessageEvent): void {
    this.#registered.set(remote.host, frame);
  }

  /** Whether a client of a host was registered since a frame. */
  isRegisteredSince(frame: number, { remote }: Pick<MessageEvent, 'remote'>): boolean {
    return (this.#registered.get(remote.host) ?? 0) > frame;
  }

  /** Whether a PUBLISH brings nothing new, long before its publication would end, and no registration came between. */
  isUnexplained(before: PublishedState, { at, remote }: MessageEvent, body: SubjectBody | undefined): boolean {
    const { lifetime } = before;
    if (lifetime === undefined || at - before.at >= lifetime * 1000 * FIRST_PART) return false;
    if (body !== undefined && !isSame(before, body)) return false;
    return !this.isRegisteredSince(before.frame, { remote });
  }
}

function isSame({ settings, entityId }: PublishedState, { document }: SubjectBody): boolean {
  if (!document.ok || settings === undefined) return false;
  const { values, entities } = document.document;
  return values !== undefined && entities[0]?.id === entityId && isSameState(values, settings);
}

/** Whether the five settings have the same values. */
export function isSameState(a: Settings, b: Settings): boolean {
  return settingKeys.every((key) => a[key] === b[key]);
}
