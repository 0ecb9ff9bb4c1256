import type { Millis } from '../../core/time';
import { fail, pass } from '../observe';
import { isAutomatic, isOurs, isSameRequest, requestsSince, valueIn } from '../provoked/looks';
import { isSurelyOneDevice } from '../provoked/one-device';
import type { Episode, ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';
import { minimalPause } from '../provoked/repeats';
import { seconds } from '../provoked/retransmission';
import { isUnknownStatus } from '../provoked/statuses';

/** A client that takes the status for no answer, or for a failure of the moment, comes again within this time. */
const WINDOW: Millis = 10_000;
/** With a 2xx that was to be remembered, the client is watched until the next change. */
const NEXT_CHANGE: Millis = 20_000;

type Answered = StepOf<'refused'> | StepOf<'accepted'>;

/**
 * RFC3261-8.1.3.2-1: an unknown final status counts as the x00 of its class (RFC 3261 §8.1.3.2): 498 as 400 and 699 as 600, so that the same
 * request does not come again; 598 as 500, so that it comes after a pause at the earliest; 299 as 200, so that it does not come again
 * and a PUBLISH has its entity-tag, which the next one names. An unknown 3xx is none of the catalogue's business.
 */
export const unknownStatus: ProvokedCheck = {
  requirement: 'RFC3261-8.1.3.2-1',
  on: ['refused', 'accepted'],
  isProvokedBy(cause) {
    if (cause.kind !== 'refused' && cause.kind !== 'accepted') return false;
    const { status } = cause.response;
    if (status === 200 || cause.isRepeated || !isUnknownStatus(status) || cause.event.timeUnknown) return false;
    return isOurs(cause.tx) && (status < 300 || status >= 400);
  },
  window: (cause, context) => {
    if (cause.kind !== 'refused' && cause.kind !== 'accepted') return 0;
    if (tagOf(cause) !== undefined) return NEXT_CHANGE;
    return isServerFailure(cause) ? minimalPause(cause.response, context) : WINDOW;
  },
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'refused' && cause.kind !== 'accepted') return [];
    const again = requestsSince(episode).find((step) => isForbidden(step, cause, episode));
    if (again !== undefined) return [repeated(again, cause)];
    const tag = tagOf(cause);
    const isNext = ({ tx }: StepOf<'request'>) =>
      tx.kind === 'settings-publish' && (episode.isDriven || isSurelyOneDevice(cause.tx, tx));
    const next = requestsSince(episode).find(isNext);
    if (tag !== undefined && next !== undefined) return [remembered(next, cause, tag)];
    if (!isOver) return undefined;
    if (tag !== undefined) return [];
    return [{ observation: pass(`the client took ${cause.response.status} for ${x00(cause)}`) }];
  },
};

/** The entity-tag that a client has to remember. */
function tagOf({ kind, response, tx }: Answered): string | undefined {
  return kind === 'accepted' && tx.kind === 'settings-publish' ? valueIn(response.message, 'sip-etag') : undefined;
}

function isServerFailure({ response: { status } }: Answered): boolean {
  return status >= 500 && status < 600;
}

function x00({ response: { status } }: Answered): number {
  return status - (status % 100);
}

function isForbidden(step: StepOf<'request'>, cause: Answered, episode: Episode): boolean {
  if (!isSameRequest(step.tx, cause.tx) || !isAutomatic(episode, step)) return false;
  const { context } = episode;
  return !isServerFailure(cause) || step.at - cause.at < minimalPause(cause.response, context) * 0.9;
}

function repeated({ tx: { event, message }, at }: StepOf<'request'>, cause: Answered): Reaction {
  const { frame: otherFrame } = cause.event;
  const text = `the request that frame ${otherFrame} answered with ${cause.response.status}, again after ${seconds(at - cause.at)}`;
  const details = { expected: `what the client does after ${x00(cause)}`, otherFrame, span: message.start.span };
  return { observation: fail(text, details), evidence: event };
}

function remembered({ tx: { event, message } }: StepOf<'request'>, cause: Answered, tag: string): Reaction {
  const { frame: otherFrame } = cause.event;
  const used = valueIn(message, 'sip-if-match');
  if (used === tag)
    return { observation: pass(`the entity-tag of the ${cause.response.status} is in use`), evidence: event };
  const text = `the entity-tag of the ${cause.response.status} in frame ${otherFrame} is not in the next PUBLISH`;
  const field = message.headers.find(({ key }) => key === 'sip-if-match');
  const details = { expected: `SIP-If-Match: ${tag}`, otherFrame, span: field?.span ?? message.start.span };
  return { observation: fail(text, details), evidence: event };
}
