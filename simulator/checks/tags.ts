import { numberOf } from '../core/text-number';
import type { Earlier } from './check';
import { type Exchange, isRepairable } from './exchange';
import { ownCopy } from './own-copy';
import { isCounted, isShort } from './tag-series';

/** Tags that are remembered of one client. */
const CAPACITY = 12;

/** What a comparison of a tag brought. */
export type ComparedTag = Pick<Earlier, 'tagsCompared' | 'tagProblem'>;

/** A tag that the client made, as a number, under the Call-ID that it made it for. */
interface Tag {
  readonly callId: number;
  readonly tag: number;
  readonly frame: number;
  /** The request that it was made for; left out for one in an answer. */
  readonly exchange?: Exchange;
}

const nothing: ComparedTag = {};
const differs: ComparedTag = { tagsCompared: true };

/** The tags that one client made (RFC 3261 §19.3). */
export class Tags {
  readonly #list: Tag[] = [];
  /** The tags of the last two Call-IDs, as written. */
  #first = '';
  #second = '';

  /** How many are kept now. */
  get size(): number {
    return this.#list.length;
  }

  /**
   * Takes the From tag of a request, which knows its number already.
   *
   * @param tag as written
   * @param isKnown whether there was a request with its Call-ID before: then the tag was made for that one
   */
  take(exchange: Exchange, tag: string, isKnown: boolean): ComparedTag {
    const { callId, frame, tag: number } = exchange;
    const isCount = !isKnown && this.#first !== '' && isCounted(this.#first, this.#second, tag);
    const compared = this.#compare(callId, tag, number, isCount);
    this.#keep({ callId, tag: number, frame, exchange });
    if (!isKnown) {
      this.#first = this.#second;
      this.#second = ownCopy(tag);
    }
    return compared;
  }

  /** Takes the To tag of an answer. */
  takeAnswer(callId: number, tag: string, frame: number): ComparedTag {
    const number = numberOf(tag);
    const compared = this.#compare(callId, tag, number, false);
    this.#keep({ callId, tag: number, frame });
    return compared;
  }

  #compare(callId: number, text: string, tag: number, isCount: boolean): ComparedTag {
    let isCompared = false;
    for (const known of this.#list) {
      if (known.callId === callId) continue;
      isCompared = true;
      // A corrected request may keep its tag, whatever its Call-ID.
      if (known.tag !== tag || isRepairable(known.exchange?.status ?? 0)) continue;
      const text = `the tag of frame ${known.frame}, which has another Call-ID`;
      return { tagsCompared: true, tagProblem: { text, otherFrame: known.frame } };
    }
    if (!isCompared) return nothing;
    if (isShort(text)) return { tagsCompared: true, tagProblem: { text: 'a tag too short for 32 random bits' } };
    return isCount ? { tagsCompared: true, tagProblem: { text: 'a tag that is counted up' } } : differs;
  }

  /** One place for each Call-ID. */
  #keep(tag: Tag): void {
    const list = this.#list;
    for (let index = 0; index < list.length; index += 1) {
      if (list[index]?.callId !== tag.callId) continue;
      list[index] = tag;
      return;
    }
    if (list.length >= CAPACITY) list.shift();
    list.push(tag);
  }
}
