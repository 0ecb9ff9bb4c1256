import { acceptance, answersNotify } from '../provoked/notify-answer';
import type { ProvokedCheck } from '../provoked/provoked-check';

const check = answersNotify({
  requirement: 'RFC3261-7.5-1',
  cases: ['leading-line-ends'],
  which: 'begins with line ends',
  expected: '200',
  rate: acceptance,
});

/**
 * RFC3261-7.5-1: on a stream, CR LF before a start line is skipped (RFC 3261 §7.5). A capture that was cut into messages shows none of
 * them; a trace of ours does.
 */
export const leadingLineEnds: ProvokedCheck = {
  ...check,
  isProvokedBy(cause, ...rest) {
    if (cause.kind !== 'server-request') return false;
    const { transport } = cause.event;
    return (transport === 'tcp' || transport === 'tls') && check.isProvokedBy(cause, ...rest);
  },
};
