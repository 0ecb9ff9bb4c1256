import type { Millis } from '../../core/time';
import { isIms, publishOrSubscribe } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('sent while registered')];
const nothing: readonly Observation[] = [];

/** A request that was sent before the end may arrive so much later; the time counts from the REGISTER. */
const GRACE: Millis = 5_000;

/**
 * TS24229-5.1.1.2-10: settings are published and fetched only while a public user identity is registered (TS 24.229 clauses 5.1.1.2 and
 * 5.1.2A): after the 200 to REGISTER and before the registration ends. Where no REGISTER was seen at all, or the trace may begin in the
 * middle, another application or the time before may have registered; the items on the IMS of both clauses speak of the former.
 */
export const onlyWhileRegistered: HistoryCheck = {
  looksBack: true,
  requirement: 'TS24229-5.1.1.2-10',
  kinds: publishOrSubscribe,
  appliesTo: (_, context) => isIms(context),
  judge({ earlier, after, event, message }, { nextHop }) {
    const registering = earlier?.registering;
    if (registering === undefined || after !== undefined) return nothing;
    const { span } = message.start;
    if (registering.isDone) {
      const { until } = registering;
      if (until === undefined || event.timeUnknown || event.at <= until + GRACE) return met;
      if (nextHop === undefined) return nothing;
      return [fail(`sent ${Math.round((event.at - until) / 1_000)} s after the registration had ended`, { span })];
    }
    if (nextHop === undefined) return nothing;
    const { frame: otherFrame, status } = registering;
    const how = status === 0 ? 'has no response yet' : `was answered ${status}`;
    const text = `sent while nothing is registered: the REGISTER of frame ${otherFrame} ${how}`;
    return [fail(text, { span, otherFrame })];
  },
};
