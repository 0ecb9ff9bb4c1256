import { failing, givesUp, hasTag, repeats, told, warned } from './active-fault';
import { isSuccess } from './answer';
import { type Draft, headerOf, withHeader } from './draft';
import type { Fault } from './fault';
import type { Past, Published, Refusal, Sending } from './hooks';
import { firstOf, listOf } from './rows';

const latestTag = 'RFC3903-4.1-3';
const oneTag = 'RFC3903-4.1-2';
const settingsItems = ['a', 'b', 'c', 'd', 'e'].map((letter) => `6.1.1.1-7${letter}`);
const was412 = ({ answer, draft }: Refusal) => answer.status === 412 && hasTag(draft);

/** The entity-tag (RFC 3903 §4). */
const tags: readonly Fault[] = [
  failing('names-two-tags', oneTag, 'has two entity-tags in SIP-If-Match', {
    publish: (draft) => {
      const tag = headerOf(draft, 'SIP-If-Match');
      return tag === undefined ? draft : withHeader(draft, 'SIP-If-Match', `${tag}, ${tag}`);
    },
  }),
  failing('folds-tag-case', latestTag, 'writes the entity-tag of its first PUBLISH in the other letter case', {
    remember: (right, published) => (isAccepted(published) && !hasTag(published.draft) ? swapCase(right) : right),
  }),
  failing('marks-tag-as-weak', 'RFC3903-12-1', 'writes W/ before the entity-tag', {
    publish: (draft) =>
      hasTag(draft) ? withHeader(draft, 'SIP-If-Match', `W/${headerOf(draft, 'SIP-If-Match')}`) : draft,
  }),
  told('forgets-tag-at-restart', 'RFC3903-4.2-2', 'publishes anew after a restart, though its entity-tag is valid', {
    forgetsTagsAtStart: true,
  }),
  failing('keeps-tag-after-refresh', 'RFC3903-4.3-4', 'goes on with the entity-tag before a refresh', {
    remember: (right, published) =>
      published.operation === 'refresh' && isAccepted(published) && hasTag(published.draft) ? published.before : right,
  }),
  failing('keeps-old-entity-tag', 'RFC3903-4.4-3', 'goes on with the entity-tag before a change', {
    remember: (right, published) =>
      published.operation === 'publish' && isAccepted(published) && hasTag(published.draft) ? published.before : right,
  }),
  failing('changes-without-tag', 'RFC3903-4.4-1', 'publishes a change without SIP-If-Match', {
    publish: (draft, { operation }) => (operation === 'publish' ? withHeader(draft, 'SIP-If-Match', undefined) : draft),
  }),
  failing('changes-without-body', ['RFC3903-4.4-2', ...settingsItems], 'publishes a change without a document', {
    publish: (draft, { operation }) => (operation === 'publish' && hasTag(draft) ? withoutBody(draft) : draft),
  }),
];

/** Its lifetime (RFC 3903 §4.2, §4.3, §4.5). */
const lifetime: readonly Fault[] = [
  warned('refreshes-too-late', 'RFC3903-4.2-5', 'refreshes a publication when a fifth more than its lifetime is over', {
    renew: (right, { operation, seconds }) => (operation === 'refresh' ? seconds * 1200 : right),
  }),
  warned('lets-publication-lapse', 'RFC3903-4.3-1', 'never refreshes its publication', {
    renew: (right, { operation }) => (operation === 'refresh' ? undefined : right),
  }),
  failing('refreshes-without-tag', 'RFC3903-4.3-2', 'refreshes without SIP-If-Match', {
    publish: (draft, { operation }) => (operation === 'refresh' ? withHeader(draft, 'SIP-If-Match', undefined) : draft),
  }),
  failing(
    'refreshes-with-body',
    'RFC3903-4.3-3',
    'refreshes with the whole document, as the change request wants it and RFC 3903 alone does not',
    { needs: 'rfc3903' },
  ),
  told('removes-without-tag', 'RFC3903-4.5-1', 'removes its publication without SIP-If-Match', {
    needs: 'removal',
    removes: (draft) => withHeader(withoutBody(draft), 'SIP-If-Match', undefined),
  }),
  failing('removes-with-body', 'RFC3903-4.5-2', 'removes its publication with a body', {
    needs: 'removal',
    removes: (draft) => draft,
  }),
];

/** What follows a refusal (RFC 3903 §5). */
const refusals: readonly Fault[] = [
  failing('repeats-412', 'RFC3903-5-1', 'sends the same PUBLISH again after 412', {
    recover: repeats({ when: was412 }),
  }),
  warned('gives-up-after-412', 'RFC3903-5-2', 'publishes no more after 412', { recover: givesUp(was412) }),
  failing('revives-refused-tag', 'RFC3903-5-3', 'comes back to an entity-tag that got 412', {
    request: (draft, sending) => {
      const tag = draft.method === 'PUBLISH' && hasTag(draft) ? revivable(sending) : undefined;
      return tag === undefined ? draft : withHeader(draft, 'SIP-If-Match', tag);
    },
  }),
  warned('loops-on-423', 'RFC3903-5-4', 'sends the PUBLISH five times more after 423', {
    recover: repeats({
      when: ({ answer, draft }) => answer.status === 423 && draft.method === 'PUBLISH',
      after: 1000,
      times: 5,
    }),
  }),
  warned(
    'stuck-after-timeout',
    'RFC3903-5-5',
    'stays with the old tag when it gets 412 after a PUBLISH was not answered',
    {
      recover: givesUp((refusal) => was412(refusal) && refusal.history.some(wasLost)),
      remember: (right, { draft, answer, history }) =>
        answer.status === 412 && history.some(wasLost) ? headerOf(draft, 'SIP-If-Match') : right,
    },
  ),
];

/** What else a PUBLISH may do wrong (RFC 3903 §4). */
const rest: readonly Fault[] = [
  failing('overlaps-publish', 'RFC3903-4-1', 'sends another PUBLISH while one is unanswered for 1 s', {
    impatient: { method: 'PUBLISH', after: 1000 },
  }),
  failing('obeys-record-route', 'RFC3903-4-2', 'takes Record-Route of a 200 to PUBLISH for a route', {
    request: (draft, { history }) => {
      if (draft.method !== 'PUBLISH') return draft;
      const last = history.findLast((past) => past.draft.method === 'PUBLISH' && isSuccess(past.answer));
      const recorded = last === undefined ? [] : listOf(last.answer.head, 'record-route');
      return { ...draft, route: [...draft.route, ...recorded] };
    },
  }),
];

/** Faults of the publication beyond the items of the change request. */
export const publicationFaults: readonly Fault[] = [...tags, ...lifetime, ...refusals, ...rest];

function wasLost({ draft, answer }: Past): boolean {
  return draft.method === 'PUBLISH' && answer.local && answer.status === 408;
}

function isAccepted({ answer }: Published): boolean {
  return isSuccess(answer) && firstOf(answer.head, 'sip-etag') !== undefined;
}

function swapCase(tag: string | undefined): string | undefined {
  return tag?.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

function withoutBody(draft: Draft): Draft {
  const { body: _body, contentType: _contentType, ...bodyless } = draft;
  return bodyless;
}

/** The tag that got 412, when it was not tried again yet. */
function revivable({ history }: Sending): string | undefined {
  const index = history.findIndex(({ draft, answer }) => answer.status === 412 && hasTag(draft));
  const tag = index === -1 ? undefined : headerOf(history[index]?.draft as Draft, 'SIP-If-Match');
  const wasRevived = history.slice(index + 1).some(({ draft }) => headerOf(draft, 'SIP-If-Match') === tag);
  return wasRevived ? undefined : tag;
}
