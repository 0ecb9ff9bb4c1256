import { type Draft, headerOf } from './draft';
import type { Outcome } from './order';
import { subscribeDraft } from './requests';
import { describeFailure, isSuccess } from './session';
import type { Notice, Subscription } from './subscription';
import { transactionTimeout } from './timers';
import type { Work } from './work';

/** Reasons by which the notifier denies the state (RFC 6665 §4.1.3). */
const denials = ['rejected', 'noresource', 'probation', 'giveup'];

/**
 * Fetches the settings (clause 6.1.1.2): SUBSCRIBE with Expires 0, then the NOTIFY that ends it, which may come before the
 * 200 and at the latest within Timer N (RFC 6665 §4.1.2.4).
 */
export async function retrieve(work: Work): Promise<Outcome> {
  return (await fetch(work)).outcome;
}

/** The fault: subscribes again as long as subscriptions end with reason=timeout (compare RFC 6665 §4.1.3: the fetch is over). */
export async function resubscribeForever(work: Work): Promise<void> {
  for (let reason: string | undefined = 'timeout'; reason === 'timeout'; ) reason = (await fetch(work)).reason;
}

async function fetch(work: Work): Promise<{ outcome: Outcome; reason?: string | undefined }> {
  const right = subscribeDraft({ ...work, remembered: work.memory.recall(work.user) });
  const context = { ...work, operation: 'retrieve' } as const;
  const draft = work.faults.reduce((changed, fault) => fault.subscribe?.(changed, context) ?? changed, right);
  const waiting = awaitNotice(work, draft);
  const { answer } = await work.session.send(draft);
  if (!isSuccess(answer) || draft.method !== 'SUBSCRIBE') {
    waiting.giveUp();
    const message = describeFailure(draft.method, work.server, answer);
    return { outcome: isSuccess(answer) ? { ok: true } : { ok: false, message } };
  }
  const notice = await waiting.notice;
  if (notice === undefined) return { outcome: { ok: false, message: 'no NOTIFY came within 32 s' } };
  const { state, reason } = notice;
  const denied = state === 'terminated' && denials.includes(reason ?? '');
  return {
    outcome: denied ? { ok: false, message: `the subscription ended with reason=${reason}` } : { ok: true },
    reason,
  };
}

/** Expects the NOTIFY from before the SUBSCRIBE goes out; resolves to `undefined` when none came in time. */
function awaitNotice(work: Work, draft: Draft): { notice: Promise<Notice | undefined>; giveUp: () => void } {
  const { subscriptions } = work.session;
  // A subscription with a lifetime (some faults ask for one) goes on; its first NOTIFY has what was asked for.
  const once = headerOf(draft, 'Expires') === '0';
  let end: (notice: Notice | undefined) => void = () => undefined;
  const notice = new Promise<Notice | undefined>((resolve) => {
    end = resolve;
  });
  const subscription: Subscription = {
    callId: draft.callId,
    fromTag: draft.fromTag,
    event: headerOf(draft, 'Event') ?? '',
    notified(seen) {
      if (seen.settings !== undefined) indicate(work, seen.settings);
      if (once && seen.state !== 'terminated') return;
      clearTimeout(timer);
      end(seen);
    },
  };
  const giveUp = () => {
    clearTimeout(timer);
    subscriptions.remove(subscription);
    end(undefined);
  };
  const timer = setTimeout(giveUp, transactionTimeout);
  timer.unref();
  subscriptions.add(subscription);
  return { notice, giveUp };
}

function indicate({ faults, indicate: tell }: Work, settings: NonNullable<Notice['settings']>): void {
  tell({ what: 'settings', settings: faults.reduce((shown, fault) => fault.show?.(shown) ?? shown, settings) });
}
