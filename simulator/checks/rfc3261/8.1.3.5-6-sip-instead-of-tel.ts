import { fail, pass } from '../observe';
import { CORRECTION, correctionOf, isRefusedWith } from '../provoked/corrections';
import type { ClientTransaction, ProvokedCheck } from '../provoked/provoked-check';
import { quoted } from '../text';

const unsupportedScheme: ReadonlySet<number> = new Set([416]);

/** RFC3261-8.1.3.5-6: after 416 to a tel URI the client tries again with a SIP URI (RFC 3261 §8.1.3.5), or not at all. */
export const sipInsteadOfTel: ProvokedCheck = {
  requirement: 'RFC3261-8.1.3.5-6',
  on: ['refused'],
  isProvokedBy: (cause) => isRefusedWith(cause, unsupportedScheme) && hasScheme(cause.tx, /^tel:/i),
  window: CORRECTION,
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'refused') return [];
    const retry = correctionOf(episode);
    if (retry === undefined) return isOver ? [{ observation: pass('no further attempt after 416') }] : undefined;
    const { event, message } = retry.tx;
    const { requestUri, requestUriSpan: span } = message.start;
    if (hasScheme(retry.tx, /^sips?:/i))
      return [{ observation: pass(`Request-URI ${quoted(requestUri)}`), evidence: event }];
    const { frame: otherFrame } = cause.event;
    const text = `Request-URI ${quoted(requestUri)} after the 416 of frame ${otherFrame}`;
    return [{ observation: fail(text, { expected: 'a SIP URI', span, otherFrame }), evidence: event }];
  },
};

function hasScheme({ message }: ClientTransaction, scheme: RegExp): boolean {
  return scheme.test(message.start.requestUri);
}
