import { failing, told, warned } from './active-fault';
import type { Fault } from './fault';
import type { Resubscription } from './hooks';
import { setHeader } from './shared-faults';
import type { Notice } from './subscription';

/** What a client does that will not wait: a SUBSCRIBE 2 s later. */
const soon: Resubscription = { after: 2000 };
/** What a subscription that lasts breaks, unless a profile has it. */
const fetch = '6.1.1.2-5';
const anHour = setHeader('Expires', '3600');
const known = ['deactivated', 'probation', 'rejected', 'timeout', 'giveup', 'noresource', 'invariant'];

/** Faults of what follows the end of a subscription (RFC 6665 §4.1.3). */
export const subscriptionFaults: readonly Fault[] = [
  failing(
    'believes-expires-of-terminated',
    'RFC6665-4.1.3-5',
    'refreshes a subscription that ended, because an expires parameter stood next to terminated',
    { resubscribe: onEnd(({ expires }) => expires !== undefined, { after: 1000, inOldCall: true, inDialog: true }) },
  ),
  told('stays-away-after-deactivated', 'RFC6665-4.1.3-6', 'does not subscribe again after reason=deactivated', {
    resubscribe: (right, { reason }) => (reason === 'deactivated' ? undefined : right),
  }),
  warned('hurries-after-probation', 'RFC6665-4.1.3-7', 'subscribes again before retry-after of reason=probation', {
    resubscribe: onEnd(({ reason }) => reason === 'probation', soon),
  }),
  warned('insists-after-rejected', 'RFC6665-4.1.3-8', 'subscribes again after reason=rejected', {
    resubscribe: onEnd(({ reason }) => reason === 'rejected', soon),
  }),
  told(
    'fetches-in-old-call',
    ['RFC6665-4.1.3-9', 'RFC3261-8.1.1.4-1'],
    'subscribes again in the old call after reason=timeout without a document',
    {
      resubscribe: onEnd(({ reason, settings }) => reason === 'timeout' && settings === undefined, {
        after: 300,
        inOldCall: true,
      }),
    },
  ),
  warned('hurries-after-giveup', 'RFC6665-4.1.3-10', 'subscribes again before retry-after of reason=giveup', {
    resubscribe: onEnd(({ reason, retryAfter }) => reason === 'giveup' && retryAfter !== undefined, soon),
  }),
  warned('insists-after-noresource', 'RFC6665-4.1.3-11', 'subscribes again after reason=noresource', {
    resubscribe: onEnd(({ reason }) => reason === 'noresource', soon),
  }),
  warned('insists-after-invariant', 'RFC6665-4.1.3-12', 'subscribes again after reason=invariant and its retry-after', {
    resubscribe: (right, { reason, retryAfter = 0 }) =>
      reason === 'invariant' ? { after: (retryAfter + 0.5) * 1000 } : right,
  }),
  warned(
    'hurries-without-reason',
    'RFC6665-4.1.3-13',
    'subscribes again before retry-after when the reason is missing or unknown',
    { resubscribe: onEnd(({ reason, retryAfter }) => !known.includes(reason ?? '') && retryAfter !== undefined, soon) },
  ),
  failing('stays-in-dead-dialog', ['RFC6665-4.1.2.2-1', fetch], 'refreshes a subscription that 404 or the like ended', {
    needs: 'long-lived',
    subscribe: anHour,
    longLived: 'stays in the dead dialog',
  }),
  told('plans-from-the-200', ['RFC6665-4.1.3-16', fetch], 'refreshes when the 200 said, though NOTIFY said less', {
    needs: 'long-lived',
    subscribe: anHour,
    longLived: 'plans from the 200',
  }),
];

function onEnd(
  when: (notice: Notice) => boolean,
  following: Resubscription,
): (right: Resubscription | undefined, notice: Notice) => Resubscription | undefined {
  return (right, notice) => (when(notice) ? following : right);
}
