import { isSuccess } from './answer';
import type { Draft } from './draft';
import { firstOf } from './rows';
import type { Notice, Subscription } from './subscription';
import { longestDelay } from './timers';
import type { Work } from './work';

/** A subscription that goes on in its dialog. */
export interface LongLived {
  readonly subscription: Subscription;
  /** The SUBSCRIBE that began or last refreshed it. */
  readonly draft: Draft;
  /** Seconds that the 2xx granted. */
  readonly granted: number;
  readonly notice: Notice;
}

/** Responses that end the subscription which they were given in (RFC 6665 §4.1.2.2). */
const ends = new Set([404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604]);
/** Pause of the fault before it refreshes, and before it asks in the dead dialog again, in milliseconds. */
const insists = 2000;

/**
 * Refreshes a subscription within its dialog at half of its lifetime: that of the last NOTIFY, which overrides the 2xx (RFC 6665
 * §4.1.2.2, §4.1.3). Only a client that does not fetch but subscribes has it; the change request knows fetches alone.
 */
export function keepSubscribed(work: Work, lasting: LongLived): void {
  const { granted, notice } = lasting;
  const ignoresNotice = work.faults.some(({ longLived }) => longLived === 'plans from the 200');
  const seconds = ignoresNotice ? granted : Math.min(granted, notice.expires ?? granted);
  const hurries = work.faults.some(({ longLived }) => longLived === 'stays in the dead dialog');
  later(work, lasting, hurries ? insists : seconds * 500);
}

function later(work: Work, lasting: LongLived, milliseconds: number): void {
  const act = () => {
    if (!work.session.isClosed) void refresh(work, lasting);
  };
  setTimeout(act, Math.min(milliseconds, longestDelay)).unref();
}

async function refresh(work: Work, lasting: LongLived): Promise<void> {
  const { draft, notice, subscription } = lasting;
  if (!work.session.subscriptions.has(subscription)) return;
  const inDialog = {
    ...draft,
    cseq: draft.cseq + 1,
    requestUri: notice.target ?? draft.requestUri,
    ...(notice.fromTag !== undefined && { toTag: notice.fromTag }),
  };
  const { answer, cseq } = await work.session.send(inDialog);
  const next = { ...lasting, draft: { ...inDialog, cseq } };
  if (isSuccess(answer)) later(work, next, grantedIn(answer.head) * 500);
  if (!ends.has(answer.status)) return;
  if (work.faults.some(({ longLived }) => longLived === 'stays in the dead dialog')) later(work, next, insists);
  else work.session.subscriptions.remove(subscription, 'terminated');
}

/** Expires of a 2xx to SUBSCRIBE; the default of the package where it is missing (RFC 4354 §5.3). */
export function grantedIn(head: Parameters<typeof firstOf>[0]): number {
  const granted = Number(firstOf(head, 'expires') ?? 3600);
  return Number.isFinite(granted) && granted > 0 ? granted : 3600;
}
