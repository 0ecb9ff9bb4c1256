import { valuesOf } from '../settings/document';
import { readEntityTag } from '../sip/entity-tag';
import { firstField, type SipRequest, type SipResponse } from '../sip/message';
import type { MessageEvent } from '../trace/event';
import type { Subject } from './check';
import { EntityTags, type Published, tagKey } from './entity-tags';
import { Recent } from './recent';
import { cseqOf, requestId } from './transaction-key';

const CAPACITY = 10_000;
/** After these a corrected request is a new transaction (RFC 3261 section 8.1.3.5, RFC 3903 sections 4 and 5). */
const repairable = new Set([401, 407, 412, 423]);

type After = NonNullable<Subject['after']>;
type Publication = Pick<Subject, 'entityTagProblem' | 'published'>;

const nothing: Publication = {};

/** What the simulator answered to PUBLISH and SUBSCRIBE requests. */
export class Answers {
  readonly entityTags = new EntityTags();
  /** Settings PUBLISH requests, to know them by their responses. */
  readonly #published = new Recent<Published>(CAPACITY);
  readonly #refusals = new Recent<After & { readonly cseq: number }>(CAPACITY);
  readonly #keepsSettings: boolean;
  #publication: 'none' | 'waiting' | number = 'none';

  /** @param keepsSettings whether somebody asks what a publication holds */
  constructor(keepsSettings = false) {
    this.#keepsSettings = keepsSettings;
  }

  /** What came of the last settings PUBLISH: nothing sent yet, no final response yet, or its status. */
  get publication(): 'none' | 'waiting' | number {
    return this.#publication;
  }

  /** What is known of the publication that a PUBLISH names in SIP-If-Match. */
  publicationOf(message: SipRequest, event: MessageEvent, client: string): Publication {
    const key = usedBy(message);
    if (key === undefined) return nothing;
    const entityTagProblem = this.entityTags.problemOf(key, ownerOf(client, event));
    const published = this.entityTags.settingsOf(key);
    return {
      ...(entityTagProblem !== undefined && { entityTagProblem }),
      ...(published !== undefined && { published }),
    };
  }

  /** Takes a settings PUBLISH that is about to be answered, with its `requestId`. */
  published(id: string, { message, event, body }: Subject, client: string): void {
    const settings = this.#keepsSettings && body?.document.ok ? valuesOf(body.document.document) : undefined;
    this.#published.set(id, { owner: ownerOf(client, event), used: usedBy(message), settings });
    this.#publication = 'waiting';
  }

  /** Takes a copy of a request, by its `requestId`. */
  copied(id: string): void {
    const published = this.#published.get(id);
    if (published !== undefined) this.entityTags.copied(published);
  }

  /** Takes a response to a PUBLISH or SUBSCRIBE; `true` for a 2xx to a settings PUBLISH. */
  answered(response: SipResponse, frame: number): boolean {
    const cseq = cseqOf(response);
    const { status } = response.start;
    if (cseq === undefined || status < 200) return false;
    this.#remember(response, cseq);
    const id = cseq.method === 'PUBLISH' ? requestId(response) : undefined;
    const published = id === undefined ? undefined : this.#published.get(id);
    if (id === undefined || published === undefined) return false;
    this.#publication = status;
    if (status >= 300) {
      // Nothing was granted, so nothing is to be remembered.
      this.#published.delete(id);
      return false;
    }
    const tag = firstField(response, 'sip-etag')?.value;
    if (tag !== undefined) this.entityTags.granted(published, tag, frame);
    return true;
  }

  /** The refusal that made the client repeat the request, if it is a repeat. */
  before(message: SipRequest): After | undefined {
    const refusal = this.#refusals.get(`${firstField(message, 'call-id')?.value}\n${message.start.method}`);
    const cseq = refusal === undefined ? undefined : cseqOf(message);
    if (cseq === undefined || refusal === undefined || cseq.number <= refusal.cseq) return undefined;
    const { status, response, times } = refusal;
    return { status, response, times };
  }

  #remember(response: SipResponse, cseq: { readonly number: number; readonly method: string }): void {
    const key = `${firstField(response, 'call-id')?.value}\n${cseq.method}`;
    const { status } = response.start;
    const known = this.#refusals.get(key);
    // The same response again, to a copy of the request, is not another refusal.
    if (known?.cseq === cseq.number) return;
    if (!repairable.has(status)) {
      if (known !== undefined) this.#refusals.delete(key);
      return;
    }
    const times = known?.status === status ? known.times + 1 : 1;
    this.#refusals.set(key, { status, response, times, cseq: cseq.number });
  }
}

/** Another device of the same user has publications of its own. */
function ownerOf(client: string, { remote }: MessageEvent): string {
  return `${client}\n${remote.host}`;
}

/** The one entity-tag in SIP-If-Match; what cannot be read is judged by the syntax. */
function usedBy(message: SipRequest): string | undefined {
  const field = firstField(message, 'sip-if-match');
  const read = field === undefined ? undefined : readEntityTag(field);
  return read?.ok ? tagKey(read.value) : undefined;
}
