import { failing, told, warned } from './active-fault';
import { headerOf, withHeader } from './draft';
import type { Fault } from './fault';
import { firstOf, paramOf } from './rows';
import { eventPackage } from './subscription';
import type { FinalAnswer } from './verdict';
import { bendsVerdict, type Case, turns } from './verdict-faults';

/** Which NOTIFYs belong to a subscription (RFC 6665 §4.1.2.4, §4.1.3, §4.4.1; RFC 4354 §5.9). */
const matching: readonly Fault[] = [
  failing('answers-early-notify-481', 'RFC6665-4.1.2.4-1', 'refuses a NOTIFY that came before the 200', {
    verdict: bendsVerdict((right, about) => (isEarly(right, about) ? onceAnswered(about, true) : right)),
  }),
  failing('wants-the-tag-of-the-200', 'RFC6665-4.4.1-1', 'refuses a NOTIFY whose From tag is not that of the 200', {
    verdict: bendsVerdict((right, about) => {
      if (isEarly(right, about)) return onceAnswered(about, false);
      const answered = about.about.answeredTag();
      const differs = answered !== undefined && answered !== about.request.fromTag;
      return right.status === 200 && differs ? { status: 481 } : right;
    }),
  }),
  failing('takes-stray-notify', 'RFC6665-4.1.3-1', 'answers 200 to a NOTIFY of a subscription that never was', {
    verdict: turns(481, 200, ({ about }) => about.subscription === 'none'),
  }),
  warned('takes-other-package', 'RFC6665-4.1.3-2', 'answers 200 to a NOTIFY of a package that it does not know', {
    verdict: turns(489, 200, (about) => about.about.subscription === 'alive' && !isMisspelt(about)),
  }),
  warned('folds-event-case', 'RFC6665-8.2.1-1', 'compares event types without regard to case', {
    verdict: turns(489, 200, isMisspelt),
  }),
  warned('mixes-up-event-ids', 'RFC6665-8.2.1-2', 'asks with an id on Event and takes a NOTIFY without it only', {
    subscribe: (draft) => withHeader(draft, 'Event', `${headerOf(draft, 'Event')};id=7`),
    verdict: bendsVerdict((right, { request, about }) => {
      if (about.subscription !== 'alive') return right;
      return { status: paramOf(eventOf(request), 'id') === undefined ? 200 : 481 };
    }),
  }),
  warned('takes-second-notifier', 'RFC4354-5.9-1', 'takes a NOTIFY of a second notifier', {
    verdict: turns(481, 200, ({ request, about }) => {
      const { subscription, notifierTag } = about;
      return subscription === 'alive' && notifierTag !== undefined && notifierTag !== request.fromTag;
    }),
  }),
  warned('takes-notify-after-refusal', 'RFC3265-3.1.4.1-1', 'takes a NOTIFY although the SUBSCRIBE was refused', {
    verdict: turns(481, 200, ({ about }) => about.ended === 'refused'),
  }),
  told('takes-late-notify', 'RFC6665-4.1.2.4-2', 'takes a NOTIFY that came after Timer N', {
    verdict: turns(481, 200, ({ about }) => about.ended === 'no notify'),
  }),
  failing('takes-notify-after-end', 'RFC6665-4.1.3-4', 'takes a NOTIFY after the one that ended the subscription', {
    verdict: turns(481, 200, ({ about }) => about.ended === 'terminated'),
  }),
  failing('gives-up-at-202', 'RFC6665-8.3.1-1', 'takes 202 for a refusal', { refuses202: true }),
];

/** What comes within a subscription (RFC 3261 §12.2.2; RFC 6665 §4.1.2.3, §4.1.3, §4.2.2). */
const course: readonly Fault[] = [
  failing('takes-older-notify', 'RFC3261-12.2.2-1', 'takes a NOTIFY whose CSeq number falls', {
    verdict: turns(500, 200),
  }),
  warned('refuses-gaps', 'RFC3261-12.2.2-2', 'refuses a NOTIFY after a gap in the CSeq numbers', {
    verdict: turns(
      200,
      500,
      ({ request, about }) => about.notifierCseq !== undefined && request.cseq > about.notifierCseq + 1,
    ),
  }),
  failing('accepts-with-202', 'RFC6665-4.1.3-3', 'answers 202 to the NOTIFY of an ordinary fetch', {
    verdict: turns(200, 202, (about) => {
      const { request, about: known } = about;
      const isOrdinary = known.states.length === 0 && !known.early && known.subscription === 'alive';
      return isOrdinary && stateOf(about) === 'terminated' && request.body !== '';
    }),
  }),
  failing('needs-a-document', 'RFC6665-4.1.2.3-1', 'refuses the final NOTIFY when it has no document', {
    verdict: turns(200, 400, (about) => stateOf(about) === 'terminated' && about.request.body === ''),
  }),
  failing('gives-up-when-pending', 'RFC6665-4.1.3-15', 'refuses what follows a pending NOTIFY', {
    verdict: turns(200, 481, ({ about }) => about.states.at(-1) === 'pending'),
  }),
  warned('gives-up-when-active', 'RFC6665-4.2.2-1', 'refuses the NOTIFY that ends a subscription which was active', {
    verdict: turns(200, 481, (about) => about.about.states.at(-1) === 'active' && stateOf(about) === 'terminated'),
  }),
];

/** What the document holds (RFC 4354 §5.5, §6). */
const documents: readonly Fault[] = [
  failing('refuses-empty-document', 'RFC4354-5.5-2', 'refuses a document without an entity', {
    verdict: turns(200, 400, ({ request: { body } }) => body !== '' && entities(body) === 0),
  }),
  failing('refuses-two-entities', 'RFC4354-5.5-3', 'refuses a document with two entities', {
    verdict: turns(200, 400, ({ request: { body } }) => entities(body) > 1),
  }),
  failing('refuses-foreign-xml', 'RFC4354-6-11', 'refuses a document with elements or attributes of others', {
    verdict: turns(200, 400, ({ request: { body } }) => foreignNamespace.test(body)),
  }),
];

/** Faults of the answers to NOTIFY. */
export const notifyFaults: readonly Fault[] = [...matching, ...course, ...documents];

const foreignNamespace =
  /\sxmlns(?::[\w.-]+)?\s*=\s*["'](?!urn:oma:params:xml:ns:poc:poc-settings["']|urn:oma:xml:im:service-settings["'])/;
/** By then the SUBSCRIBE is answered; later than this a 100 would be due (RFC 4320 §4.1), in milliseconds. */
const patience = 2900;

function eventOf({ head }: Case['request']): string {
  return firstOf(head, 'event') ?? '';
}

function isMisspelt({ request }: Case): boolean {
  const type = eventOf(request).split(';', 1)[0]?.trim() ?? '';
  return type !== eventPackage && type.toLowerCase() === eventPackage;
}

function isEarly({ status }: FinalAnswer, { about }: Case): boolean {
  return status === 200 && about.early;
}

/** Waits for the 200 to the SUBSCRIBE, and refuses a NOTIFY whose From tag is, or is not, the tag of it. */
function onceAnswered({ request, about }: Case, refusesSame: boolean): FinalAnswer {
  const reconsider = () => {
    const answered = about.answeredTag();
    const isSame = answered === undefined || answered === request.fromTag;
    return { status: isSame === refusesSame ? 481 : 200 };
  };
  return { status: 200, after: patience, reconsider };
}

function stateOf({ request }: Case): string | undefined {
  return firstOf(request.head, 'subscription-state')?.split(';', 1)[0]?.trim().toLowerCase();
}

function entities(body: string): number {
  return body.match(/<(?:[\w.-]+:)?entity[\s/>]/g)?.length ?? 0;
}
