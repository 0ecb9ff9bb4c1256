import { describeFailure, isSuccess } from './answer';
import { type Draft, headerOf } from './draft';
import { bent, type Resubscription } from './hooks';
import { grantedIn, keepSubscribed } from './long-lived';
import type { Outcome } from './order';
import { putOffFor } from './patience';
import { subscribeDraft } from './requests';
import { firstOf, paramOf } from './rows';
import { stormAfterTimeout } from './storm';
import type { Notice, Subscription } from './subscription';
import { longestDelay, transactionTimeout } from './timers';
import type { Work } from './work';

/** Reasons by which the notifier denies the state (RFC 6665 §4.1.3). */
const denials = ['rejected', 'noresource', 'probation', 'giveup', 'invariant', 'deactivated'];
/** Subscriptions that follow one another by themselves. */
const maxChain = 3;

/** A fetch that follows another one: how far it is from the one that the user asked for, and the call that it goes on in. */
interface Chain {
  readonly length: number;
  readonly call?: Pick<Draft, 'callId' | 'fromTag' | 'cseq' | 'toTag'> & { readonly requestUri?: string };
}

/**
 * Fetches the settings (clause 6.1.1.2): SUBSCRIBE with Expires 0, then the NOTIFY with the document, which may come before
 * the 200 and at the latest within Timer N (RFC 6665 §4.1.2.4). Where the notifier wants a new subscription at once
 * (`deactivated`), it gets one; all other reasons are for the user to decide on (§4.1.3).
 */
export async function retrieve(work: Work): Promise<Outcome> {
  return (await fetch(work, { length: 1 })).outcome;
}

/** The fault: subscribes again as long as subscriptions end with reason=timeout (compare RFC 6665 §4.1.3: the fetch is over). */
export async function resubscribeForever(work: Work): Promise<void> {
  for (let reason: string | undefined = 'timeout'; reason === 'timeout'; )
    reason = (await fetch(work, { length: maxChain })).reason;
}

async function fetch(work: Work, chain: Chain): Promise<{ outcome: Outcome; reason?: string | undefined }> {
  const right = { ...subscribeDraft({ ...work, remembered: work.memory.recall(work.user) }), ...chain.call };
  const context = { ...work, operation: 'retrieve' } as const;
  const draft = work.faults.reduce((changed, fault) => fault.subscribe?.(changed, context) ?? changed, right);
  const waiting = awaitNotice(work, draft, chain);
  const { answer, cseq } = await work.session.send(draft);
  const isRefused = answer.status === 202 && work.faults.some(({ refuses202 }) => refuses202 === true);
  if (!isSuccess(answer) || isRefused || draft.method !== 'SUBSCRIBE') {
    waiting.giveUp('refused');
    stormAfterTimeout(work, draft, answer);
    if (isSuccess(answer) && !isRefused) return { outcome: { ok: true } };
    return {
      outcome: { ok: false, message: describeFailure(draft.method, work.server, answer), ...putOffFor(answer) },
    };
  }
  work.session.subscriptions.accepted(waiting.subscription, paramOf(firstOf(answer.head, 'to') ?? '', 'tag'));
  const notice = await waiting.notice;
  if (notice === undefined) return { outcome: { ok: false, message: 'no NOTIFY came within 32 s' } };
  const { state, reason } = notice;
  if (state !== 'terminated' && work.faults.some(({ longLived }) => longLived !== undefined))
    keepSubscribed(work, {
      subscription: waiting.subscription,
      draft: { ...draft, cseq },
      granted: grantedIn(answer.head),
      notice,
    });
  if (state === 'terminated') {
    const following = resubscription(work, notice, chain);
    if (following?.after === 0) return fetch(work, chainAfter(chain, draft, notice, following));
    later(work, draft, notice, chain, following);
  }
  const denied = state === 'terminated' && denials.includes(reason ?? '');
  return {
    outcome: denied ? { ok: false, message: `the subscription ended with reason=${reason}` } : { ok: true },
    reason,
  };
}

/** Expects the NOTIFY from before the SUBSCRIBE goes out; resolves to `undefined` when none came in time. */
function awaitNotice(work: Work, draft: Draft, chain: Chain) {
  const { subscriptions } = work.session;
  // A subscription with a lifetime (some faults ask for one) goes on; its first NOTIFY has what was asked for.
  const once = headerOf(draft, 'Expires') === '0';
  let end: (notice: Notice | undefined) => void = () => undefined;
  let isResolved = false;
  const notice = new Promise<Notice | undefined>((resolve) => {
    end = (seen) => {
      isResolved = true;
      resolve(seen);
    };
  });
  const giveUp = (why: 'refused' | 'no notify') => {
    clearTimeout(timer);
    subscriptions.remove(subscription, why);
    end(undefined);
  };
  let timer = setTimeout(giveUp, transactionTimeout, 'no notify').unref();
  const subscription: Subscription = {
    callId: draft.callId,
    fromTag: draft.fromTag,
    event: headerOf(draft, 'Event') ?? '',
    notified(seen) {
      clearTimeout(timer);
      if (seen.settings !== undefined) indicate(work, seen.settings);
      if (seen.state === 'terminated' && isResolved) later(work, draft, seen, chain, resubscription(work, seen, chain));
      // Its lifetime is what the notifier says now (RFC 6665 §4.1.3), not what was asked for.
      else if (seen.state !== 'terminated')
        timer = setTimeout(giveUp, Math.min((seen.expires ?? 3600) * 1000, longestDelay), 'no notify').unref();
      if (!once || seen.state === 'terminated' || seen.settings !== undefined) end({ ...seen });
    },
  };
  subscriptions.add(subscription);
  return { subscription, notice, giveUp };
}

function resubscription(work: Work, notice: Notice, chain: Chain): Resubscription | undefined {
  if (chain.length >= maxChain) return undefined;
  // Only once: a notifier that deactivates every subscription does not want this client.
  const right = notice.reason === 'deactivated' && chain.length === 1 ? { after: 0 } : undefined;
  return bent(work.faults, 'resubscribe', right, notice);
}

function later(work: Work, draft: Draft, notice: Notice, chain: Chain, following: Resubscription | undefined): void {
  if (following === undefined) return;
  const start = () => {
    if (!work.session.isClosed) void fetch(work, chainAfter(chain, draft, notice, following));
  };
  setTimeout(start, following.after).unref();
}

function chainAfter({ length }: Chain, draft: Draft, notice: Notice, following: Resubscription): Chain {
  if (following.inOldCall !== true) return { length: length + 1 };
  const call = { callId: draft.callId, fromTag: draft.fromTag, cseq: draft.cseq + 1 };
  if (following.inDialog !== true || notice.fromTag === undefined) return { length: length + 1, call };
  const { fromTag: toTag, target: requestUri = draft.requestUri } = notice;
  return { length: length + 1, call: { ...call, toTag, requestUri } };
}

function indicate({ faults, indicate: tell }: Work, settings: NonNullable<Notice['settings']>): void {
  tell({ what: 'settings', settings: faults.reduce((shown, fault) => fault.show?.(shown) ?? shown, settings) });
}
