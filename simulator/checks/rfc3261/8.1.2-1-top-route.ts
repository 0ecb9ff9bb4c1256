import { formatListener } from '../../core/address';
import { firstField, type SipRequest } from '../../sip/message';
import { readRequestUri } from '../../sip/request-uri';
import { readRoute } from '../../sip/route';
import { anyRequest } from '../applies';
import type { FormCheck, FormSubject, Observation } from '../check';
import { arrivedAt } from '../common/arrival';
import { showsProxy } from '../common/via-proxy';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('arrived at the place that the top Route value names')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-8.1.2-1: a request with Route is sent to the place that its top value names (RFC 3261 §8.1.2, §8.1.1.1). Names are not
 * looked up, so only an address can differ. Under strict routing the request goes to its Request-URI, and the Route holds what comes
 * after it. A WebSocket leads where its HTTP URI does.
 */
export const topRoute: FormCheck = {
  requirement: 'RFC3261-8.1.2-1',
  kinds: anyRequest,
  appliesTo: ({ event }, { rules }) =>
    rules.capture_point === 'client-edge' && event.transport !== 'ws' && event.transport !== 'wss',
  judge(subject) {
    const { message } = subject;
    const field = firstField(message, 'route');
    if (field === undefined) return nothing;
    const read = readRoute(field);
    const top = read.ok ? read.value[0] : undefined;
    if (top === undefined || (top.parsed.kind !== 'sip' && top.parsed.kind !== 'sips') || showsProxy(message))
      return nothing;
    const arrived = arrivedAt(top.parsed, subject.event, sizeOf(message));
    if (arrived === undefined) return nothing;
    if (arrived || isForRequestUri(subject)) return met;
    const place = formatListener({ transport: subject.event.transport, ...subject.event.local });
    const text = `arrived at ${place}, but the top Route value is ${quoted(top.uri)}`;
    return [fail(text, { expected: `sent to ${top.uri}`, span: top.uriSpan })];
  },
};

/** Whether the request came to the place of its Request-URI, as under strict routing; a name may be that place. */
function isForRequestUri({ message, event }: FormSubject): boolean {
  const read = readRequestUri(message);
  if (!read.ok || (read.value.kind !== 'sip' && read.value.kind !== 'sips')) return false;
  return arrivedAt(read.value, event, sizeOf(message)) === true;
}

function sizeOf({ span }: SipRequest): number {
  return span.end - span.start;
}
