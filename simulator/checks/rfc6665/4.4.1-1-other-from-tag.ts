import { acceptance, answersNotify, type NotifyRule, rated } from '../provoked/notify-answer';
import type { ProvokedCheck } from '../provoked/provoked-check';
import { tagOf } from '../transaction-key';

const rule: NotifyRule = {
  requirement: 'RFC6665-4.4.1-1',
  cases: ['early', 'other-tag'],
  which: 'has another From tag than the To tag of the 2xx',
  expected: '200',
  rate: acceptance,
  silence: 'ignored',
};

/**
 * RFC6665-4.4.1-1: a first NOTIFY matches by Call-ID, To tag and Event; its From tag makes the dialog and may differ from the To tag of
 * the 2xx (RFC 6665 §4.4.1, RFC 3265 §3.3.4).
 *
 * Readings: a refusal counts when the NOTIFY came before the 2xx and the answer behind it, so that the tags were what the client
 * could go by; before the 2xx nobody knows that they will differ (RFC6665-4.1.2.4-1). When the 2xx came first, its tag may have
 * made the dialog, and the package has one only (RFC4354-5.9-1): then 200 is right and 481, too.
 */
export const otherFromTag: ProvokedCheck = {
  ...answersNotify(rule),
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'server-request') return [];
    const { final: answer, subscribe, message, event } = cause.tx;
    const final = subscribe?.final;
    if (answer === undefined || final === undefined) return isOver ? [] : undefined;
    if (final.status >= 300 || tagOf(final.message, 'to') === tagOf(message, 'from')) return [];
    const isEarly = event.frame < final.event.frame;
    const isRefusal = answer.status >= 300;
    if (isRefusal && !(isEarly && final.event.frame < answer.event.frame)) return [];
    return rated(rule, cause.tx, answer, episode);
  },
};
