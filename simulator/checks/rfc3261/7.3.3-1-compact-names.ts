import type { Millis } from '../../core/time';
import type { SipMessage } from '../../sip/message';
import { fail, pass } from '../observe';
import { acceptance, answersNotify } from '../provoked/notify-answer';
import type { Episode, ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';

/** A copy may cross the response; the next one shows that it was not understood. */
const COPIES = 2;
/** Timer E has reached T2 of 4 s: by then two copies came (RFC 3261 §17.1.2.2). */
const COPIES_WITHIN: Millis = 6_000;

const ofNotify = answersNotify({
  requirement: 'RFC3261-7.3.3-1',
  cases: ['compact-names'],
  which: 'has compact header names',
  expected: '200',
  rate: acceptance,
});

/**
 * RFC3261-7.3.3-1: compact header names mean the same as the long ones (RFC 3261 §7.3.3): a NOTIFY with them gets 200, and a final
 * response with them ends the transaction, so that no more copies of the request come over UDP. Three compact names or more count; of
 * a response Via has to be one.
 */
export const compactNames: ProvokedCheck = {
  ...ofNotify,
  on: ['server-request', 'accepted'],
  isProvokedBy(cause, ...rest) {
    if (cause.kind === 'accepted')
      return !cause.isRepeated && cause.event.transport === 'udp' && isCompact(cause.response.message);
    return ofNotify.isProvokedBy(cause, ...rest);
  },
  window: (cause) => (cause.kind === 'accepted' ? COPIES_WITHIN : 33_000),
  judge(episode) {
    const { cause } = episode;
    return cause.kind === 'accepted' ? ended(episode, cause) : ofNotify.judge(episode);
  },
};

function isCompact({ headers: [first, ...others] }: SipMessage): boolean {
  if (first?.name.length !== 1) return false;
  return first.key === 'via' && others.filter(({ name }) => name.length === 1).length >= COPIES;
}

/** Copies of the request that come behind its final response. */
function ended({ steps, isOver }: Episode, cause: StepOf<'accepted'>): readonly Reaction[] | undefined {
  const copies = steps.filter((step): step is StepOf<'copy'> => step.kind === 'copy' && step.tx === cause.tx);
  const copy = copies[COPIES - 1];
  if (copy === undefined) return isOver ? [{ observation: pass('the response ended the transaction') }] : undefined;
  const { frame } = cause.event;
  const text = `the request again behind the response of frame ${frame}, which has compact header names`;
  const actual = `${cause.tx.message.start.method} again`;
  return [{ observation: fail(text, { actual, otherFrame: frame }), evidence: copy.event }];
}
