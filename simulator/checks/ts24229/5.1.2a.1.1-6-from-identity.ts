import { firstField } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import type { Uri } from '../../sip/uri';
import { isIms, isRemoval, publishOrSubscribe } from '../applies';
import type { FormCheck, FormSubject, JudgeContext, Observation } from '../check';
import { isAddress } from '../common/arrival';
import { isBarredOrTemporary } from '../common/barred';
import { registeredUris } from '../common/registered';
import { isOneOf } from '../im-address';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('a public user identity in From')];
const nothing: readonly Observation[] = [];

/**
 * TS24229-5.1.2A.1.1-6: From holds a public user identity, or is anonymous with a Privacy header field (TS 24.229 clause 5.1.2A.1.1). An
 * identity that nobody told us of may be registered all the same; a barred or temporary one breaks TS24229-5.1.1.2-11 or
 * TS24229-5.1.1.1A-1; the private identity and the address of a terminal are none. A
 * From tag and what is wrong with the URI are judged elsewhere.
 */
export const fromIdentity: FormCheck = {
  requirement: 'TS24229-5.1.2A.1.1-6',
  kinds: publishOrSubscribe,
  appliesTo: (subject, context) => isIms(context) && !isRemoval(subject) && hasWholeHeader(subject),
  judge(subject, context) {
    const { message } = subject;
    const field = firstField(message, 'from');
    const read = field === undefined ? undefined : readNameAddr(field);
    if (!read?.ok) return nothing;
    const { uri, uriSpan: span, parsed } = read.value;
    const problem = problemOf(uri, parsed, subject, context);
    if (problem === undefined) return met;
    if (problem === 'unknown') return nothing;
    return [fail(`From ${quoted(uri)} ${problem}`, { expected: 'a public user identity in From', span })];
  },
};

/** What is wrong with the URI; `unknown` where it may be an identity that was not seen. */
function problemOf(uri: string, parsed: Uri, subject: FormSubject, context: JudgeContext): string | undefined {
  if (isAnonymous(parsed)) {
    return firstField(subject.message, 'privacy') === undefined
      ? 'is anonymous without a Privacy header field'
      : undefined;
  }
  const { registration } = subject;
  const known = [context.imAddress, ...context.imAddressAliases].filter((address) => address !== undefined);
  if (isOneOf(uri, [...known, ...(registration === undefined ? [] : registeredUris(registration))])) return undefined;
  if (isBarredOrTemporary(uri, registration)) return 'unknown';
  if (isPrivate(parsed, context)) return 'is the private identity';
  if (parsed.kind === 'sip' && isAddress(parsed.host)) return 'is the address of a terminal';
  if (registration === undefined || registration.associatedUris.length === 0) return 'unknown';
  return 'is not a registered identity';
}

/** RFC 3323 §4.1.1.3 */
function isAnonymous(uri: Uri): boolean {
  return (uri.kind === 'sip' || uri.kind === 'sips') && uri.host.toLowerCase() === 'anonymous.invalid';
}

function isPrivate(uri: Uri, { username }: JudgeContext): boolean {
  return (uri.kind === 'sip' || uri.kind === 'sips') && `${uri.user ?? ''}@${uri.host}` === username;
}
