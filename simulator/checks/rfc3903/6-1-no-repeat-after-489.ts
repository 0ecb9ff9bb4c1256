import { readEvent } from '../../sip/event';
import { firstField } from '../../sip/message';
import { fail, pass } from '../observe';
import { isAutomatic, requestsSince } from '../provoked/looks';
import type { ClientTransaction, ProvokedCheck } from '../provoked/provoked-check';
import { quoted } from '../text';

/**
 * RFC3903-6-1: after 489 a client does not repeat the request with the same Event (RFC 3903 §6 step 2, RFC 6665 §8.3.2): the server does
 * not know the package, and will not within a minute. Another package that Allow-Events lists is none of our business; nor is what the
 * user asks for, or another server.
 */
export const noRepeatAfter489: ProvokedCheck = {
  requirement: 'RFC3903-6-1',
  on: ['refused'],
  isProvokedBy(cause) {
    if (cause.kind !== 'refused' || cause.response.status !== 489 || cause.isRepeated) return false;
    const { kind } = cause.tx;
    return (kind === 'settings-publish' || kind === 'settings-subscribe') && eventOf(cause.tx) !== undefined;
  },
  window: 60_000,
  judge(episode) {
    const { cause, steps, isOver } = episode;
    if (cause.kind !== 'refused') return [];
    const again = requestsSince(episode).find(({ tx }) => isRepeat(tx, cause.tx));
    if (again !== undefined) {
      const { message, event } = again.tx;
      if (isAutomatic(episode, again) !== true) return [];
      const otherFrame = cause.event.frame;
      const field = firstField(message, 'event');
      const text = `${message.start.method} with Event ${quoted(field?.value ?? '')} once more, which the 489 of frame ${otherFrame} refused`;
      return [{ observation: fail(text, { span: message.start.span, otherFrame }), evidence: event }];
    }
    const isSettled = isOver || steps.some(({ kind }) => kind === 'action');
    return isSettled ? [{ observation: pass('the refused event package was not tried again') }] : undefined;
  },
};

function isRepeat(tx: ClientTransaction, refused: ClientTransaction): boolean {
  if (tx.message.start.method !== refused.message.start.method || eventOf(tx) !== eventOf(refused)) return false;
  const { host, port } = tx.event.local;
  return host === refused.event.local.host && port === refused.event.local.port;
}

/** The event-type, compared octet by octet. */
function eventOf({ message }: ClientTransaction): string | undefined {
  const field = firstField(message, 'event');
  const read = field === undefined ? undefined : readEvent(field);
  return read?.ok ? read.value.type : undefined;
}
