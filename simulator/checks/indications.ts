import type { Millis } from '../core/time';
import type { RequirementId } from '../requirements/requirement';
import { valuesOf } from '../settings/document';
import { readDocument } from '../settings/read';
import { type SettingKey, settingKeys, settingNames } from '../settings/settings';
import { bodyOf, isRequest, type SipRequest, type SipResponse } from '../sip/message';
import type { Indication, MessageEvent, SettingValues } from '../trace/event';
import type { JudgeContext, Observation } from './check';
import { callIdOf } from './exchange';
import { info, warn } from './observe';
import { hasBody } from './settings-body';

/** What the client told its user, with the frame that it is about. */
export interface IndicationSeen {
  readonly requirement: RequirementId;
  readonly observation: Observation;
}

/** What the client tells comes by another way than its messages: the next NOTIFY may overtake it. */
const CROSSING: Millis = 1_000;
/** NOTIFYs that are looked at; nobody sends more in a second. */
const MAX_RECENT = 8;

/** A NOTIFY with a document, and when the next one made it an old one. */
interface Notified {
  readonly message: SipRequest;
  readonly frame: number;
  followedAt: Millis;
}

/**
 * The two MAY statements, 6.1.1.1-MAY and 6.1.1.2-MAY: nothing on the wire shows them, only what the client itself reports. An
 * indication that contradicts what the server answered is a remark, never a failure.
 */
export class Indications {
  readonly #context: JudgeContext;
  /** The latest one first. */
  #notified: readonly Notified[] = [];
  #published: SipRequest | undefined;
  /** The last 2xx since that PUBLISH, whatever it is for. */
  #accepted: SipResponse | undefined;

  constructor(context: JudgeContext) {
    this.#context = context;
  }

  /** Takes every message, to know what the client was notified of last, and what was said of its last PUBLISH. */
  message({ direction, frame, at, parsed }: MessageEvent): void {
    if (!parsed.ok) return;
    const { message } = parsed;
    if (direction === 'in') {
      if (!isRequest(message) || message.start.method !== 'PUBLISH') return;
      this.#published = message;
      this.#accepted = undefined;
    } else if (!isRequest(message)) {
      if (message.start.status >= 200 && message.start.status < 300) this.#accepted = message;
    } else if (message.start.method === 'NOTIFY' && hasBody(message)) {
      const [last] = this.#notified;
      if (last !== undefined) last.followedAt = at;
      const recent = this.#notified.filter(({ followedAt }) => at - followedAt < CROSSING);
      this.#notified = [{ message, frame, followedAt: Number.POSITIVE_INFINITY }, ...recent].slice(0, MAX_RECENT);
    }
  }

  /** @param publication what came of the last settings PUBLISH */
  judge({ at, what, settings }: Indication, publication: 'none' | 'waiting' | number): IndicationSeen {
    if (what === 'published') return { requirement: '6.1.1.1-MAY', observation: this.#judgePublished(publication) };
    return { requirement: '6.1.1.2-MAY', observation: this.#judgeShown(settings ?? {}, at) };
  }

  #judgePublished(publication: 'none' | 'waiting' | number): Observation {
    if (publication === 'waiting' && this.#seemedAccepted)
      return info('the client took another response for the success');
    return judgePublished(publication);
  }

  /** A 2xx that is not one to the PUBLISH looked like it: who takes it breaks an entry on the matching of responses, and tells no lie. */
  get #seemedAccepted(): boolean {
    if (this.#published === undefined || this.#accepted === undefined) return false;
    return callIdOf(this.#accepted) === callIdOf(this.#published);
  }

  #judgeShown(shown: Partial<SettingValues>, at: Millis): Observation {
    const recent = this.#notified.filter(({ followedAt }) => at - followedAt < CROSSING);
    const [latest] = recent;
    if (latest === undefined) return info('the client showed setting values; no NOTIFY had a document yet');
    const { message, frame } = latest;
    const notified = this.#valuesIn(latest);
    if (notified === undefined) return info('the client showed setting values', { frame });
    const shows = (one: Notified) => differing(shown, this.#valuesIn(one)).length === 0;
    const same = recent.find(shows);
    if (same !== undefined) return info('the client showed the values of the last NOTIFY', { frame: same.frame });
    const keys = differing(shown, notified);
    const list = (values: Partial<SettingValues>) => keys.map((key) => inWords(key, values[key])).join(', ');
    const details = { expected: list(notified), actual: list(shown), frame, span: message.body };
    return warn('the client showed values that differ from the last NOTIFY', details);
  }

  #valuesIn({ message }: Notified): Partial<SettingValues> | undefined {
    const read = readDocument(bodyOf(message), this.#context.binding);
    return read.ok ? valuesOf(read.document) : undefined;
  }
}

/** The settings that were shown otherwise than they are; all of them where nobody knows what they are. */
function differing(shown: Partial<SettingValues>, values: Partial<SettingValues> = {}): readonly SettingKey[] {
  return settingKeys.filter((key) => shown[key] !== undefined && shown[key] !== values[key]);
}

function judgePublished(publication: 'none' | 'waiting' | number): Observation {
  if (publication === 'none') return warn('the client told of a success without a settings PUBLISH');
  if (publication === 'waiting') return warn('the client told of a success before the response to its PUBLISH');
  if (publication >= 200 && publication < 300) return info('the client told its user of the success');
  return warn(`the client told of a success although the PUBLISH was answered with ${publication}`);
}

function inWords(key: SettingKey, value: boolean | undefined): string {
  return `${settingNames[key]} ${value ? 'active' : 'not active'}`;
}
