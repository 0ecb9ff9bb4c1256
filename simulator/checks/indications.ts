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

/**
 * The two MAY statements, 6.1.1.1-MAY and 6.1.1.2-MAY: nothing on the wire shows them, only what the client itself reports. An
 * indication that contradicts what the server answered is a remark, never a failure.
 */
export class Indications {
  readonly #context: JudgeContext;
  #notified: { readonly message: SipRequest; readonly frame: number } | undefined;
  #published: SipRequest | undefined;
  /** The last 2xx since that PUBLISH, whatever it is for. */
  #accepted: SipResponse | undefined;

  constructor(context: JudgeContext) {
    this.#context = context;
  }

  /** Takes every message, to know what the client was notified of last, and what was said of its last PUBLISH. */
  message({ direction, frame, parsed }: MessageEvent): void {
    if (!parsed.ok) return;
    const { message } = parsed;
    if (direction === 'in') {
      if (!isRequest(message) || message.start.method !== 'PUBLISH') return;
      this.#published = message;
      this.#accepted = undefined;
    } else if (!isRequest(message)) {
      if (message.start.status >= 200 && message.start.status < 300) this.#accepted = message;
    } else if (message.start.method === 'NOTIFY' && hasBody(message)) this.#notified = { message, frame };
  }

  /** @param publication what came of the last settings PUBLISH */
  judge({ what, settings }: Indication, publication: 'none' | 'waiting' | number): IndicationSeen {
    if (what === 'published') return { requirement: '6.1.1.1-MAY', observation: this.#judgePublished(publication) };
    return { requirement: '6.1.1.2-MAY', observation: this.#judgeShown(settings ?? {}) };
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

  #judgeShown(shown: Partial<SettingValues>): Observation {
    if (this.#notified === undefined) return info('the client showed setting values; no NOTIFY had a document yet');
    const { message, frame } = this.#notified;
    const read = readDocument(bodyOf(message), this.#context.binding);
    const notified = read.ok ? valuesOf(read.document) : undefined;
    if (notified === undefined) return info('the client showed setting values', { frame });
    const differing = settingKeys.filter((key) => shown[key] !== undefined && shown[key] !== notified[key]);
    if (differing.length === 0) return info('the client showed the values of the last NOTIFY', { frame });
    const list = (values: Partial<SettingValues>) => differing.map((key) => inWords(key, values[key])).join(', ');
    const details = { expected: list(notified), actual: list(shown), frame, span: message.body };
    return warn('the client showed values that differ from the last NOTIFY', details);
  }
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
