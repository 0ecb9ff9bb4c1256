import { readAccept } from '../../sip/accept';
import { fieldsNamed, type SipResponse } from '../../sip/message';
import type { JudgeContext } from '../check';
import { answersNotify, isAccepted } from '../provoked/notify-answer';
import { notifyCase } from '../provoked/notify-case';

/**
 * RFC3261-8.2.3-1: a body of a type that the client does not understand is refused with 415 and an Accept that lists what it
 * understands, the settings among it (RFC 3261 §8.2.3). It understands what Accept of its SUBSCRIBE names. With `handling=optional` the
 * body may be ignored (§20.11). After a 481 nothing is decided.
 */
export const bodyType = answersNotify({
  requirement: 'RFC3261-8.2.3-1',
  cases: ['other-type', 'optional-type'],
  which: 'has a body of an unknown type',
  expected: '415 with Accept',
  rate({ status, message }, tx, context) {
    if (status === 481) return undefined;
    if (isAccepted(status) && notifyCase(tx, context) === 'optional-type') return 'pass';
    if (status !== 415) return 'fail';
    return listsSettings(message, context) ? 'pass' : { lacks: 'Accept that lists the settings document' };
  },
  isServerWrong: true,
});

function listsSettings(message: SipResponse, { rules }: JudgeContext): boolean {
  const reads = fieldsNamed(message, 'accept').map(readAccept);
  // A row that cannot be read is a matter of RFC3261-7.3.1-1.
  if (reads.some(({ ok }) => !ok)) return true;
  const listed = reads.flatMap((read) => (read.ok ? read.value : [])).map(({ type }) => type);
  const types = rules.body_content_types.map((type) => type.toLowerCase());
  return types.some((type) =>
    [type, `${type.slice(0, type.indexOf('/'))}/*`, '*/*'].some((range) => listed.includes(range)),
  );
}
