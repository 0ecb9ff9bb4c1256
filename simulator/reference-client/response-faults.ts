import { failing, givesUp, repeats, told, warned, was } from './active-fault';
import { type Draft, headerOf, withHeader } from './draft';
import type { Fault } from './fault';
import type { Refusal, Sending } from './hooks';
import { retryAfter, targetUri } from './recovery';
import { firstOf, listOf } from './rows';
import { newToken } from './token';

const unmodified = 'RFC3261-21.4-1';
const putOff = ({ answer }: Refusal) => retryAfter(answer.head) !== undefined;
const not = (condition: (refusal: Refusal) => boolean) => (refusal: Refusal) => !condition(refusal);
const both = (one: (refusal: Refusal) => boolean, other: (refusal: Refusal) => boolean) => (refusal: Refusal) =>
  one(refusal) && other(refusal);
const isPublish = ({ draft }: Refusal) => draft.method === 'PUBLISH';
const wasRedirect = ({ answer }: Refusal) => answer.status >= 300 && answer.status < 400;

/** Repeats after refusals that end the matter (RFC 3261 §20.33, §21; RFC 3903 §6, §9; RFC 6665 §4.1.2.1). */
const repeated: readonly Fault[] = [
  warned('repeats-after-400', unmodified, 'sends a request again as it is after 400, 405, 480 or 488', {
    recover: repeats({ when: both(was(400, 405, 480, 488), not(putOff)) }),
  }),
  warned('repeats-after-403', 'RFC3261-21.4.4-1', 'sends a request again after 403', {
    recover: repeats({ when: was(403) }),
  }),
  warned('repeats-after-404', 'RFC3261-21.4.5-1', 'sends a request again after 404', {
    recover: repeats({ when: both(was(404), not(putOff)) }),
  }),
  warned('repeats-after-406', 'RFC6665-4.1.2.1-1', 'sends a SUBSCRIBE with the same Accept after 406', {
    recover: repeats({ when: was(406) }),
  }),
  warned('repeats-after-489', 'RFC3903-6-1', 'sends a request with the same Event after 489', {
    recover: repeats({ when: was(489) }),
  }),
  failing('repeats-after-598', 'RFC3261-8.1.3.2-1', 'does not know 598 and sends the request again at once', {
    recover: repeats({ when: ({ answer }) => answer.status > 504 && answer.status < 600 && answer.status !== 513 }),
  }),
  warned('repeats-after-500', 'RFC3261-21.5.1-1', 'sends a request again at once after 500', {
    recover: repeats({ when: both(was(500), not(putOff)) }),
  }),
  warned('repeats-after-503', 'RFC3261-21.5.4-2', 'sends a request again at once after 503 without Retry-After', {
    recover: repeats({ when: both(was(503), not(putOff)) }),
  }),
  warned('repeats-before-retry-after', 'RFC3261-20.33-1', 'sends a request again 5 s after 500 with Retry-After', {
    recover: repeats({ when: both(was(500), putOff), after: 5000 }),
  }),
  warned('publishes-before-retry-after', 'RFC3903-9-1', 'sends the PUBLISH again 3 s after 503 with Retry-After', {
    recover: repeats({ when: both(both(was(503), putOff), isPublish), after: 3000 }),
  }),
  warned(
    'registers-before-retry-after',
    'RFC3261-21.5.4-1',
    'sends a REGISTER to the server that answered a PUBLISH 503 with Retry-After',
    {
      recover: (right, refusal) => {
        const register = refusal.history.findLast(({ draft }) => draft.method === 'REGISTER')?.draft;
        if (!both(both(was(503), putOff), isPublish)(refusal) || register === undefined) return right;
        return { draft: { ...register, cseq: register.cseq + 1 }, after: 1000, aside: true };
      },
    },
  ),
  warned('repeats-after-603', 'RFC3261-21.6-1', 'sends a request again after 600, 603, 604 or 606', {
    recover: repeats({ when: was(600, 603, 604, 606) }),
  }),
  failing(
    'storms-after-timeout',
    ['RFC3261-8.1.3.1-1', 'RFC6665-4.4.3-1'],
    'sends a SUBSCRIBE every second after one was not answered',
    {
      stormsAfterTimeout: 5,
    },
  ),
];

/** Redirects (RFC 3261 §8.1.3.4, §21.3.3). */
const redirects: readonly Fault[] = [
  warned('ignores-redirects', 'RFC3261-8.1.3.4-1', 'gives up after 3xx', { recover: givesUp(wasRedirect) }),
  failing(
    'redirect-keeps-headers',
    ['RFC3261-8.1.3.4-2', 'RFC3261-7.1-2'],
    'puts a redirect URI with its headers part on the line',
    {
      request: (draft, { cause }) => {
        const contact = cause && wasRedirectStatus(cause.status) ? listOf(cause.head, 'contact') : [];
        const uri = contact.map((value) => /<([^>]*)>/.exec(value)?.[1]).find((raw) => raw && targetUri(raw) !== raw);
        return uri === undefined ? draft : { ...draft, requestUri: uri };
      },
    },
  ),
  failing('redirect-loops', 'RFC3261-8.1.3.4-3', 'follows redirects to where it was before', {
    recover: (right, refusal) => {
      const target = targetUri(firstOf(refusal.answer.head, 'contact') ?? '');
      if (!wasRedirect(refusal) || target === undefined || refusal.attempt > 5) return right;
      return { draft: { ...refusal.draft, requestUri: target, cseq: refusal.draft.cseq + 1 } };
    },
  }),
  failing('remembers-302', 'RFC3261-21.3.3-1', 'sends later requests to where a 302 once pointed', {
    request: (draft, sending) => {
      const target = sending.attempt === 1 ? rememberedTarget(draft, sending) : undefined;
      return target === undefined ? draft : { ...draft, requestUri: target };
    },
  }),
];

/** Corrections (RFC 3261 §8.1.3.5, §10.2.7, §10.2.8; RFC 3841 §5). */
const corrections: readonly Fault[] = [
  warned('retries-in-new-call', 'RFC3261-8.1.3.5-2', 'corrects a PUBLISH in a call of its own', {
    request: (draft, { cause }) =>
      cause !== undefined && draft.method === 'PUBLISH' && [401, 407, 413, 415, 416, 420].includes(cause.status)
        ? { ...draft, callId: newToken(), fromTag: newToken() }
        : draft,
  }),
  warned('repeats-unlisted-type', 'RFC3261-8.1.3.5-3', 'sends the same type of body after 415 lists another', {
    recover: repeatsInCall(({ answer, draft }) => answer.status === 415 && !listsType(draft, answer)),
  }),
  warned('requires-pref-again', 'RFC3261-8.1.3.5-4', 'requires in a PUBLISH what 420 said is not supported', {
    publish: (draft) => withHeader(draft, 'Require', 'pref'),
    recover: repeatsInCall(was(420)),
  }),
  warned('proxy-requires-pref-again', 'RFC3841-5-1', 'has Proxy-Require: pref again after 420 for it', {
    publish: (draft) => withHeader(draft, 'Proxy-Require', 'pref'),
    recover: repeatsInCall(was(420)),
  }),
  warned('repeats-tel-after-416', 'RFC3261-8.1.3.5-6', 'sends a request to the same tel URI after 416', {
    needs: 'tel',
    recover: repeatsInCall(was(416)),
  }),
  warned('registers-shorter-after-423', 'RFC3261-10.2.8-1', 'registers for less than 423 asked for', {
    recover: (right, { answer, draft }) =>
      right !== undefined && answer.status === 423 && draft.method === 'REGISTER'
        ? { ...right, draft: withHeader(right.draft, 'Expires', headerOf(draft, 'Expires')) }
        : right,
  }),
  warned('registers-at-once-after-timeout', 'RFC3261-10.2.7-1', 'registers again as soon as a REGISTER timed out', {
    recover: repeats({
      when: ({ answer, draft }) => answer.local && answer.status === 408 && draft.method === 'REGISTER',
    }),
  }),
  told('forgets-credentials-between-fetches', 'RFC6665-4.4.3-2', 'waits to be challenged at every fetch', {
    request: (draft, { attempt }) =>
      draft.method === 'SUBSCRIBE' && attempt === 1
        ? { ...draft, headers: draft.headers.filter(([name]) => !/authorization$/i.test(name)) }
        : draft,
  }),
];

/** Faults of what follows a refusal, a redirect or silence. */
export const responseFaults: readonly Fault[] = [...repeated, ...redirects, ...corrections];

/** Once more in the same call, as corrections are sent. */
function repeatsInCall(when: (refusal: Refusal) => boolean): NonNullable<Fault['recover']> {
  return (right, refusal) =>
    when(refusal) && refusal.attempt === 1 ? { draft: { ...refusal.draft, cseq: refusal.draft.cseq + 1 } } : right;
}

function wasRedirectStatus(status: number): boolean {
  return status >= 300 && status < 400;
}

function listsType({ contentType = '' }: Draft, { head }: Refusal['answer']): boolean {
  return listOf(head, 'accept').some((range) => range.toLowerCase().startsWith(contentType.toLowerCase()));
}

/** The target of the last 302 to a request of that method. */
function rememberedTarget({ method }: Draft, { history }: Sending): string | undefined {
  const redirect = history.findLast(({ draft, answer }) => draft.method === method && answer.status === 302);
  return redirect && targetUri(firstOf(redirect.answer.head, 'contact') ?? '');
}
