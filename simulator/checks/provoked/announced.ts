import { fieldsNamed, firstField, type SipRequest } from '../../sip/message';
import type { MessageEvent } from '../../trace/event';
import { ownCopy } from '../own-copy';

/** The event packages that a client says it can be a notifier for (RFC 6665 §4.4.4). */
export interface Announced {
  /** The request that says so. */
  readonly frame: number;
  readonly packages: readonly string[];
}

/** Allow-Events of a request; `undefined` without one. */
export function announcedIn({ message, event }: { message: SipRequest; event: MessageEvent }): Announced | undefined {
  if (firstField(message, 'allow-events') === undefined) return undefined;
  const names = fieldsNamed(message, 'allow-events').flatMap(({ value }) => value.split(','));
  return { frame: event.frame, packages: names.map((name) => ownCopy(name.trim())) };
}
