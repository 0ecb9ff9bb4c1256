import { acceptance, answersNotify, isAccepted } from '../provoked/notify-answer';
import { notifyCase } from '../provoked/notify-case';
import type { ProvokedCheck } from '../provoked/provoked-check';

const withoutId = answersNotify({
  requirement: 'RFC6665-8.2.1-2',
  cases: ['other-id'],
  which: 'has another id in Event than the SUBSCRIBE, or none',
  expected: '481',
  rate: ({ status }) => (isAccepted(status) ? 'fail' : 'pass'),
  silence: 'ignored',
  isServerWrong: true,
});

const withMore = answersNotify({
  requirement: 'RFC6665-8.2.1-2',
  cases: ['extended-id'],
  which: 'has another parameter beside the id in Event',
  expected: '200',
  rate: acceptance,
});

/**
 * RFC6665-8.2.1-2: an Event with an `id` only matches one with the same `id`, and other parameters do not count (RFC 6665 §8.2.1). A
 * client that uses none is not asked; that a NOTIFY with an `id` is not for it either is the same rule.
 */
export const eventId: ProvokedCheck = {
  ...withoutId,
  isProvokedBy: (...seen) => withoutId.isProvokedBy(...seen) || withMore.isProvokedBy(...seen),
  judge(episode) {
    const { cause, context } = episode;
    if (cause.kind !== 'server-request') return [];
    return (notifyCase(cause.tx, context) === 'other-id' ? withoutId : withMore).judge(episode);
  },
};
