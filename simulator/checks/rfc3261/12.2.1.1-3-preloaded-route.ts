import { firstField } from '../../sip/message';
import type { NameAddr } from '../../sip/name-addr';
import { readRequestUri } from '../../sip/request-uri';
import { readRoutes } from '../../sip/route';
import { publishOrSubscribe } from '../applies';
import type { FormCheck, FormSubject, JudgeContext, Observation } from '../check';
import { isLoose } from '../common/loose-route';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { isOutsideDialog } from '../common/outside-dialog';
import { imAddressOf, isOneOf, uriIn } from '../im-address';
import { fail, info, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('the preloaded route set by the rules of loose or strict routing')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-12.2.1.1-3: a preloaded route set is applied as in a dialog (RFC 3261 §8.1.1.1, §12.2.1.1): behind a first URI with lr the
 * Request-URI stays the target; a first URI without lr moves into the Request-URI, and the target becomes the last Route value. The
 * target is the IM Address where it is known, else the URI of To. A target that is nowhere breaks item 2 of the clause; the order of
 * Service-Route values breaks RFC3608-6.1-1.
 */
export const preloadedRoute: FormCheck = {
  requirement: 'RFC3261-12.2.1.1-3',
  kinds: publishOrSubscribe,
  appliesTo: isWholeAndNoRemoval,
  judge(subject, context) {
    const { message } = subject;
    if (firstField(message, 'route') === undefined || !isOutsideDialog(subject)) return nothing;
    const read = readRoutes(message, 'route');
    const [first] = read.ok ? read.value : [];
    const target = readRequestUri(message);
    if (!read.ok || first === undefined || !target.ok) return nothing;
    if (isLoose(target.value)) return [movedLooseUri(subject)];
    const targets = targetsOf(subject, context);
    if (isOneOf(message.start.requestUri, targets)) return judgeFirst(first);
    return judgeStrict(read.value, targets);
  },
};

function movedLooseUri({ message }: FormSubject): Observation {
  const { requestUri, requestUriSpan: span } = message.start;
  const text = `Request-URI ${quoted(requestUri)} has lr: a URI of the route set stands where the target has to stay`;
  return fail(text, { expected: 'the target as Request-URI', span });
}

/** The Request-URI is the target: that is right behind a first URI with lr only. */
function judgeFirst({ uri, uriSpan: span, parsed }: NameAddr): readonly Observation[] {
  if (parsed.kind !== 'sip' && parsed.kind !== 'sips') return nothing;
  if (!isLoose(parsed)) {
    const expected = `${uri} as Request-URI, and the target as last Route value`;
    return [
      fail(`the first Route value ${quoted(uri)} has no lr, and the Request-URI is the target`, { expected, span }),
    ];
  }
  const lr = parsed.params.find(({ name }) => name.toLowerCase() === 'lr');
  return lr?.value === undefined ? met : [...met, info(`lr with the value ${quoted(lr.value)}`, { span })];
}

/** The Request-URI is another: then the target is the last value. */
function judgeStrict(values: readonly NameAddr[], targets: readonly string[]): readonly Observation[] {
  const place = values.findIndex(({ uri }) => isOneOf(uri, targets));
  if (place < 0) return nothing;
  const value = values[place];
  if (value === undefined || place === values.length - 1) return met;
  const expected = 'the target as last Route value';
  return [fail(`the target ${quoted(value.uri)} is not the last Route value`, { expected, span: value.uriSpan })];
}

function targetsOf(subject: FormSubject, context: JudgeContext): readonly string[] {
  const known = imAddressOf(subject, context)?.uris ?? [];
  const to = uriIn(subject.message, 'to');
  return to === undefined ? known : [...known, to];
}
