import { firstField, type SipMessage } from '../../sip/message';
import type { NameAddr } from '../../sip/name-addr';
import { readRoutes } from '../../sip/route';
import { urisEqual } from '../../sip/uri-equality';
import { fail, pass } from '../observe';
import type { Episode, ProvokedCheck } from '../provoked/provoked-check';
import { publishesSince } from '../provoked/publishing';
import { quoted } from '../text';

/**
 * RFC3903-4-2: Record-Route in the response to a PUBLISH is ignored and creates no route set (RFC 3903 §4): the next PUBLISH has no value
 * of it in Route. A proxy that was in Route before, or that the registrar tells of in Service-Route, may be there for that reason.
 */
export const noRouteSet: ProvokedCheck = {
  requirement: 'RFC3903-4-2',
  on: ['accepted'],
  isProvokedBy(cause) {
    if (cause.kind !== 'accepted' || cause.tx.kind !== 'settings-publish' || cause.isRepeated) return false;
    return firstField(cause.response.message, 'record-route') !== undefined;
  },
  window: 60_000,
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'accepted') return [];
    const [next] = publishesSince(episode);
    if (next === undefined) return isOver ? [] : undefined;
    const foreign = urisIn(cause.response.message, 'record-route');
    const own = [cause.tx.message, ...serviceRoutesSince(episode)].flatMap((message) => [
      ...urisIn(message, 'route'),
      ...urisIn(message, 'service-route'),
    ]);
    const taken = valuesIn(next.tx.message, 'route').find(({ uri }) => isIn(uri, foreign) && !isIn(uri, own));
    const { event } = next;
    const otherFrame = cause.event.frame;
    if (taken === undefined) return [{ observation: pass('Record-Route of the response left alone'), evidence: event }];
    const text = `Route ${quoted(`<${taken.uri}>`)}, which is the Record-Route of the response in frame ${otherFrame}`;
    const span = firstField(next.tx.message, 'route')?.span ?? taken.span;
    return [{ observation: fail(text, { span, otherFrame }), evidence: event }];
  },
};

function serviceRoutesSince({ steps }: Episode): readonly SipMessage[] {
  return steps.flatMap((step) =>
    step.kind === 'accepted' && step.tx.kind === 'register' ? [step.response.message] : [],
  );
}

type RouteKey = Parameters<typeof readRoutes>[1];

function valuesIn(message: SipMessage, key: RouteKey): readonly NameAddr[] {
  const read = readRoutes(message, key);
  return read.ok ? read.value : [];
}

function urisIn(message: SipMessage, key: RouteKey): readonly string[] {
  return valuesIn(message, key).map(({ uri }) => uri);
}

function isIn(uri: string, uris: readonly string[]): boolean {
  return uris.includes(uri) || uris.some((other) => urisEqual(uri, other));
}
