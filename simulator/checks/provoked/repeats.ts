import type { Millis } from '../../core/time';
import type { RequirementId } from '../../requirements/requirement';
import { fieldsNamed } from '../../sip/message';
import type { JudgeContext } from '../check';
import { isSameAddress } from '../common/registration';
import { fail, info, pass } from '../observe';
import { isAutomatic, isOurs, isSameRequest, requestsSince, retryAfterOf } from './looks';
import type { ClientTransaction, Episode, ProvokedCheck, Reaction, ServerResponse, StepOf } from './provoked-check';
import { seconds } from './retransmission';
import { pixitOf } from './timers';

/** A refused request. */
type Refused = StepOf<'refused'>;

/** What an entry says of the same request once more. */
interface NoRepeat {
  readonly requirement: RequirementId;
  /** Whether the entry speaks of such a response. */
  isAbout(response: ServerResponse, refused: Refused): boolean;
  /** How long the same request must not come again. */
  readonly pause: Millis | ((response: ServerResponse, context: JudgeContext) => Millis);
  /** What the entry lets the client do: not a breach then. */
  mayRepeat?(request: StepOf<'request'>, episode: Episode): 'yes' | 'with a remark' | 'no';
}

/** A user who acts ends the wait: what comes then nobody can tell from his doing. Before that the client was watched this long. */
const LONG_ENOUGH: Millis = 5_000;
/** Longer than this nobody watches. */
const LONGEST: Millis = 60_000;
/** What counts as too early is earlier by more than this part. */
const EARLY = 0.9;

/**
 * The entries that forbid to send a refused request once more, ever or before a time is over (RFC 3261 §20.33, §21). The same: without a
 * modification (§21.4) of what a server may have refused it for; other credentials make no other request. What the user asks for himself is no breach.
 */
export function noRepeat({ requirement, isAbout, pause, mayRepeat }: NoRepeat): ProvokedCheck {
  const pauseAfter = (response: ServerResponse, context: JudgeContext) =>
    Math.min(LONGEST, typeof pause === 'number' ? pause : pause(response, context));
  return {
    requirement,
    on: ['refused'],
    isProvokedBy: (cause) =>
      cause.kind === 'refused' &&
      !cause.isRepeated &&
      isOurs(cause.tx) &&
      !cause.event.timeUnknown &&
      isAbout(cause.response, cause),
    window: (cause, context) => (cause.kind === 'refused' ? pauseAfter(cause.response, context) : 0),
    judge(episode) {
      const { cause, isOver, context, steps } = episode;
      if (cause.kind !== 'refused') return [];
      const { response, tx } = cause;
      const early = cause.at + pauseAfter(response, context) * EARLY;
      for (const request of requestsSince(episode)) {
        if (request.at >= early || !isUnmodified(request.tx, tx) || !isAutomatic(episode, request)) continue;
        const may = mayRepeat?.(request, episode) ?? 'no';
        if (may !== 'yes') return [repeated(request, response, may === 'no')];
      }
      if (isOver) return [{ observation: pass('the refused request did not come again') }];
      const acted = steps.find((step) => step.kind === 'action');
      if (acted === undefined) return undefined;
      return acted.at - cause.at < LONG_ENOUGH
        ? []
        : [{ observation: pass('the client left it to the user to act again') }];
    },
  };
}

function repeated(
  { tx: { event, message }, at }: StepOf<'request'>,
  response: ServerResponse,
  isBreach: boolean,
): Reaction {
  const { frame: otherFrame } = response.event;
  const text = `the request that the ${response.status} of frame ${otherFrame} refused, again after ${seconds(at - response.event.at)}`;
  const observe = isBreach ? fail : info;
  return { observation: observe(text, { span: message.start.span, otherFrame }), evidence: event };
}

/** What Retry-After says; the whole watch where there is none. */
export function retryAfter({ message }: ServerResponse): Millis {
  return retryAfterOf(message) ?? LONGEST;
}

/** PIXIT min_retry_500_s. */
export function minimalPause(_: ServerResponse, context: JudgeContext): Millis {
  return pixitOf(context).min_retry_500_s * 1_000;
}

/** Whether Retry-After can be read. */
export function hasRetryAfter({ message }: ServerResponse): boolean {
  return retryAfterOf(message) !== undefined;
}

/** Header fields besides those of `isSameRequest` that a server may refuse a request for. */
const decisive = [
  'accept-contact',
  'accept-encoding',
  'accept-language',
  'content-encoding',
  'p-preferred-identity',
  'p-preferred-service',
  'privacy',
  'proxy-require',
  'reject-contact',
  'request-disposition',
  'require',
  'route',
  'supported',
];

/** The same request, to the same user for a REGISTER. */
function isUnmodified(one: ClientTransaction, other: ClientTransaction): boolean {
  const valuesIn = ({ message }: ClientTransaction, key: string) =>
    fieldsNamed(message, key)
      .map(({ value }) => value)
      .join();
  if (one.kind === 'register' && !isSameAddress(one.message, other.message)) return false;
  return isSameRequest(one, other) && decisive.every((key) => valuesIn(one, key) === valuesIn(other, key));
}

/** A PUBLISH was accepted in between, which makes the resource that a SUBSCRIBE asks for. */
export function isAfterPublication({ tx: { kind } }: StepOf<'request'>, { steps }: Episode): boolean {
  if (!kind.startsWith('settings-subscribe')) return false;
  return steps.some((step) => step.kind === 'accepted' && step.tx.kind === 'settings-publish');
}

/** The client registered anew in between, which changes what the server thinks of the request. */
export function isAfterRegistration(request: StepOf<'request'>, episode: Episode): boolean {
  const { cause, steps } = episode;
  if (!('tx' in cause) || !('kind' in cause.tx) || cause.tx.kind === 'register') return false;
  return steps.some((step) => step.kind === 'accepted' && step.tx.kind === 'register' && step.at <= request.at);
}
