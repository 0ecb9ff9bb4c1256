import { RecentNumbers } from '../core/recent-numbers';
import { numberOf } from '../core/text-number';
import type { EntityTagProblem, PublishedState, Update } from './check';
import type { ClientHistory } from './client-history';
import { ownCopy } from './own-copy';
import { isSameState } from './repetitions';
import type { RunMark } from './run-mark';
import { quoted } from './text';

/** Entity-tags that are remembered at once. */
const CAPACITY = 10_000;

/** A settings PUBLISH on its way to a response. */
export interface Published {
  /** The client, and the host it sends from: another device of the same user has publications of its own. */
  readonly owner: ClientHistory;
  /** SIP-If-Match, as `tagNumber` gives it. */
  readonly used: number | undefined;
  /** What stands in its body; `undefined` without a body. */
  readonly content: PublishedContent | undefined;
  /** What tells one run of the client from another. */
  readonly mark: RunMark;
  /** As `Granted.isDoubtful` was when it was sent. */
  readonly wasDoubtful: boolean;
  isGranted?: true;
}

/** The part of a published state that the document says. */
export type PublishedContent = Pick<PublishedState, 'settings' | 'entityId'>;

/** A publication that was granted. */
export interface Granted {
  readonly tag: string;
  readonly state: PublishedState;
  readonly mark: RunMark;
  /** A later PUBLISH was refused, or has no response, or the 2xx may not have come to the client: it may have given the publication up. */
  isDoubtful: boolean;
}

interface Tag {
  /** `undefined` for one that nobody was seen to give. */
  readonly state: PublishedState | undefined;
  /** The 2xx to a request that used it; 0 while it is good. */
  supersededIn: number;
  supersededBy?: Update | undefined;
}

/** A number for an entity-tag of one client: another one may have been given the same for its own resource (RFC 3903 §4.1). */
export function tagNumber(tag: string, owner: ClientHistory): number {
  return numberOf(tag, owner.id);
}

/** The entity-tags that the simulator gave out, and which of them are still good (RFC 3903 §4.1, §8.1). */
export class EntityTags {
  readonly #tags = new RecentNumbers<Tag>(CAPACITY);
  /** All tags that were given out, to whomever. */
  readonly #given = new RecentNumbers<true>(CAPACITY);
  /** Those of them that belong to a settings PUBLISH for certain. */
  readonly #ofSettings = new RecentNumbers<true>(CAPACITY);
  readonly #isWhole: boolean;
  readonly #isOurs: boolean;
  #count = 0;

  /**
   * @param isWhole whether the trace shows the clients from their beginning, so that every tag in use was given out in it
   * @param isOurs whether the server is ours, so that the trace shows all that it gave out in this run
   */
  constructor(isWhole: boolean, isOurs: boolean) {
    this.#isWhole = isWhole;
    this.#isOurs = isOurs;
  }

  /** How many are kept now, at most of one sort. */
  get size(): number {
    return Math.max(this.#tags.size, this.#given.size, this.#ofSettings.size);
  }

  /** Takes a 2xx with an entity-tag. */
  granted(
    published: Published,
    tag: string,
    { frame, at, lifetime }: Omit<PublishedState, keyof PublishedContent>,
  ): void {
    // The same response again, to a copy of the request, grants nothing new.
    if (published.isGranted) return;
    published.isGranted = true;
    const { owner, used, content } = published;
    const before = used === undefined ? undefined : this.#tags.get(used);
    this.#count += 1;
    const key = tagNumber(tag, owner);
    this.#given.set(numberOf(tag), true);
    this.#ofSettings.set(numberOf(tag), true);
    const { settings, entityId } = content ?? before?.state ?? unknown;
    const update = used === undefined ? undefined : updateOf(before?.state, content);
    const state = { frame, at, lifetime, settings, entityId, ...(update && { update }) };
    this.#tags.set(key, { state, supersededIn: 0 });
    owner.granted = { tag: ownCopy(tag), state, mark: published.mark, isDoubtful: false };
    if (used === undefined || used === key) return;
    if (before !== undefined) {
      before.supersededIn = frame;
      before.supersededBy = update;
    } else this.#tags.set(used, { state: undefined, supersededIn: frame, supersededBy: update });
  }

  /**
   * Takes a copy of a PUBLISH that was answered: the 2xx may have been lost on the way, and until it comes again the older
   * entity-tag is the right one for the client.
   */
  copied({ used, isGranted, owner }: Published): void {
    if (isGranted && owner.granted !== undefined) owner.granted.isDoubtful = true;
    const tag = isGranted && used !== undefined ? this.#tags.get(used) : undefined;
    if (tag !== undefined) tag.supersededIn = 0;
  }

  /** Takes an entity-tag that was given out, nobody knows to whom, nor for which event package. */
  strayed(tag: string): void {
    this.#given.set(numberOf(tag), true);
  }

  /** Whether the simulator gave the entity-tag to a settings PUBLISH, of whatever client. */
  gave(tag: string): boolean {
    return this.#ofSettings.get(numberOf(tag)) !== undefined;
  }

  /** The publication of a client's entity-tag, as far as it is known. */
  stateOf(tag: string, owner: ClientHistory): PublishedState | undefined {
    return this.#tags.get(tagNumber(tag, owner))?.state;
  }

  /**
   * Why a client may not use an entity-tag; compared octet by octet. Before the first grant it may come from an earlier run, and
   * when more were given out than are remembered, nobody can say that one never was. A publication that expired is no reason. Nor is, in a trace that begins in the middle, that a tag
   * was never seen, unless it is plainly the last one distorted.
   */
  problemOf(text: string, owner: ClientHistory): EntityTagProblem | undefined {
    const last = owner.granted;
    if (last === undefined) return undefined;
    const tag = this.#tags.get(tagNumber(text, owner));
    if (tag !== undefined && tag.supersededIn > 0) {
      const otherFrame = tag.supersededIn;
      const { supersededBy } = tag;
      const problem = `entity-tag ${quoted(text)} was superseded by the 2xx in frame ${otherFrame}`;
      return { text: problem, otherFrame, ...(supersededBy && { supersededBy }) };
    }
    // One that the user was given at another address is none that nobody gave.
    if (this.#given.get(numberOf(text)) !== undefined || this.#count > CAPACITY) return undefined;
    const change = changeOf(last.tag, text);
    // Where the trace begins in the middle, a tag of a publication from before is as good as any. If the server of the trace is ours,
    // it can only be one of another run: that is worth a remark.
    if (!this.#isWhole && change === undefined && !this.#isOurs) return undefined;
    const otherFrame = last.state.frame;
    const latest = `the last one was ${quoted(last.tag)} (frame ${otherFrame})${change ?? ''}`;
    const isUncertain = !this.#isWhole && change === undefined;
    const problem = { text: `entity-tag ${quoted(text)} was never given out; ${latest}`, otherFrame };
    return isUncertain ? { ...problem, isUncertain } : problem;
  }
}

/** What an update did; `undefined` where nobody knows what it found or brought. */
function updateOf(before: PublishedContent | undefined, content: PublishedContent | undefined): Update | undefined {
  if (content === undefined) return 'refresh';
  if (before?.settings === undefined || content.settings === undefined) return undefined;
  return isSameState(before.settings, content.settings) ? 'refresh' : 'change';
}

/** Fewer characters in common may be chance. */
const ALIKE = 6;

/**
 * How a tag that was never given out was made of the last one, where it is sure to have been: so alike no two tags of a server are.
 * One that lacks only digits at its end may be counted.
 */
function changeOf(last: string, text: string): string | undefined {
  if (last.toLowerCase() === text.toLowerCase()) return ', which differs in letter case';
  const [short, long] = text.length < last.length ? [text, last] : [last, text];
  const rest = long.slice(short.length);
  if (short.length < ALIKE || !long.startsWith(short) || /^\d+$/.test(rest)) return undefined;
  return text === short ? `, which goes on with ${quoted(rest)}` : `, which ends before ${quoted(rest)}`;
}

const unknown: PublishedContent = { settings: undefined, entityId: undefined };
