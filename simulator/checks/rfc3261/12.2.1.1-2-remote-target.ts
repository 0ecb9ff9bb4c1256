import { firstField, type SipRequest } from '../../sip/message';
import type { NameAddr } from '../../sip/name-addr';
import { readRoutes } from '../../sip/route';
import type { DialogSeen, HistoryCheck, Observation } from '../check';
import { isLooseText } from '../common/loose-route';
import { isOneOf } from '../im-address';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('the remote target, by the route set of the dialog')];
const nothing: readonly Observation[] = [];

/** Where a request in the dialog may go: Request-URI and Route. */
interface Way {
  readonly requestUri: string;
  readonly route: readonly string[];
}

/**
 * RFC3261-12.2.1.1-2: a request in a dialog goes to the remote target with the route set of the dialog (RFC 3261 §12.2.1.1, RFC 6665
 * §4.4.1). The target is the Contact of the notifier, in its 2xx or a NOTIFY; one that was replaced a moment ago is let pass. The
 * route set is that of the 2xx (RFC 3265) or of the NOTIFY (RFC 6665). What was not seen of the dialog is not judged.
 */
export const remoteTarget: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3261-12.2.1.1-2',
  kinds: ['settings-subscribe-in-dialog'],
  appliesTo: (subject, { rules }) =>
    subject.dialog !== undefined && rules.capture_point === 'client-edge' && hasWholeHeader(subject),
  judge({ message, dialog }) {
    if (dialog === undefined || dialog.targets.length === 0) return nothing;
    const read = readRoutes(message, 'route');
    if (!read.ok) return nothing;
    const ways = waysOf(dialog);
    const { requestUri, requestUriSpan: span } = message.start;
    const byTarget = ways.filter((way) => isOneOf(requestUri, [way.requestUri]));
    if (byTarget.length === 0) {
      const expected = `Request-URI ${dialog.targets.at(-1)}, the Contact of the notifier`;
      return [fail(`Request-URI ${quoted(requestUri)} is not the remote target`, { expected, span })];
    }
    if (dialog.routeSets.length === 0 || byTarget.some(({ route }) => isRoute(read.value, route))) return met;
    return [wrongRoute(message, read.value, byTarget[0]?.route ?? [])];
  },
};

/** Loose routing leaves the target in the Request-URI; a first URI without lr moves there, and the target behind the others. */
function waysOf({ targets, routeSets }: DialogSeen): readonly Way[] {
  const sets = routeSets.length === 0 ? [[]] : routeSets;
  return targets.flatMap((target) =>
    sets.map((routeSet) => {
      const [first, ...rest] = routeSet;
      if (first === undefined || isLooseText(first)) return { requestUri: target, route: routeSet };
      return { requestUri: first, route: [...rest, target] };
    }),
  );
}

function isRoute(values: readonly NameAddr[], route: readonly string[]): boolean {
  return values.length === route.length && values.every(({ uri }, index) => isOneOf(uri, [route[index] ?? '']));
}

function wrongRoute(message: SipRequest, values: readonly NameAddr[], route: readonly string[]): Observation {
  const field = firstField(message, 'route');
  const shown = route.map((uri) => `<${uri}>`).join(', ');
  const expected = route.length === 0 ? 'no Route: the route set of the dialog is empty' : `Route ${shown}`;
  if (field === undefined)
    return fail('no Route header field', { expected, actual: 'missing', span: message.start.span });
  const start = values[0]?.span.start ?? field.valueSpan.start;
  const end = values.at(-1)?.span.end ?? field.valueSpan.end;
  return fail('Route is not the route set of the dialog', { expected, span: { start, end } });
}
