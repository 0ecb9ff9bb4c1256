import type { Millis } from '../../core/time';
import { publishOnly } from '../applies';
import type { HistoryCheck, Observation, RegistrationSeen } from '../check';
import { fail, pass } from '../observe';
import { earliestTimeout } from '../provoked/timers';

const met: readonly Observation[] = [pass('published after the registration')];
const nothing: readonly Observation[] = [];

/** A REGISTER with one of these, or none, is about to go on. */
const unfinished: ReadonlySet<number> = new Set([0, 401, 407, 423, 494]);

/**
 * RFC3261-10.3-1: the settings are published after the registration (the change request's reason for change): not while the first REGISTER
 * waits for its response or is challenged. A client that does not register in this deployment, or is refused, publishes without. Where the
 * trace may begin in the middle, the client may have been registered before.
 */
export const publishedAfterRegistration: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3261-10.3-1',
  kinds: publishOnly,
  judge({ earlier, after, event, message }, context) {
    const registering = earlier?.registering;
    if (registering === undefined || after !== undefined) return nothing;
    if (registering.isDone) return met;
    if (context.nextHop === undefined || !isUnderWay(registering, event.at, earliestTimeout(context))) return nothing;
    const { frame: otherFrame, status, at } = registering;
    const how = status === 0 ? 'which has no response yet' : `which was answered ${status}`;
    const text = `a PUBLISH ${event.at - at} ms after the REGISTER of frame ${otherFrame}, ${how}`;
    return [fail(text, { span: message.start.span, otherFrame })];
  },
};

/** Whether a registration has begun that is neither accepted, refused nor timed out. */
export function isUnderWay(
  registering: Extract<RegistrationSeen, { isDone: false }>,
  now: Millis,
  timeout: Millis,
): boolean {
  return unfinished.has(registering.status) && now - registering.at < timeout;
}
