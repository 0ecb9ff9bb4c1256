import type { Settings } from '../settings/settings';
import { Recent } from './recent';
import { quoted } from './text';

/** Entity-tags that are remembered at once. */
const CAPACITY = 10_000;

/** A settings PUBLISH on its way to a response. */
export interface Published {
  /** The client, and the host it sends from: another device of the same user has publications of its own. */
  readonly owner: string;
  /** The `tagKey` of SIP-If-Match. */
  readonly used: string | undefined;
  /** The settings in its body, if it has one. */
  readonly settings: Settings | undefined;
  isGranted?: true;
}

/** The entity-tags that the simulator gave out, and which of them are still good (RFC 3903 §4.1, §8.1). */
export class EntityTags {
  readonly #issued = new Recent<{ readonly settings: Settings | undefined; readonly frame: number }>(CAPACITY);
  readonly #superseded = new Recent<{ readonly frame: number }>(CAPACITY);
  readonly #last = new Recent<{ readonly key: string; readonly frame: number }>(CAPACITY);
  #count = 0;

  /** Takes a 2xx with an entity-tag. */
  granted(published: Published, tag: string, frame: number): void {
    // The same response again, to a copy of the request, grants nothing new.
    if (published.isGranted) return;
    published.isGranted = true;
    const { owner, used } = published;
    const settings = published.settings ?? (used === undefined ? undefined : this.settingsOf(used));
    this.#count += 1;
    const key = tagKey(tag);
    this.#issued.set(key, { settings, frame });
    this.#last.set(owner, { key, frame });
    if (used !== undefined && used !== key) this.#superseded.set(used, { frame });
  }

  /**
   * Takes a copy of a PUBLISH that was answered: the 2xx may have been lost on the way, and until it comes again the older
   * entity-tag is the right one for the client.
   */
  copied({ used, isGranted }: Published): void {
    if (isGranted && used !== undefined) this.#superseded.delete(used);
  }

  /** Whether the simulator gave the entity-tag of this key to a settings PUBLISH. */
  gave(key: string): boolean {
    return this.#issued.get(key) !== undefined;
  }

  /** What the publication of an entity-tag holds, as far as it is known. */
  settingsOf(key: string): Settings | undefined {
    return this.#issued.get(key)?.settings;
  }

  /**
   * Why a client may not use an entity-tag; compared octet by octet. Before the first grant it may come from an earlier run, and
   * when more were given out than are remembered, nobody can say that one never was. A publication that expired is no reason.
   */
  problemOf(key: string, owner: string): string | undefined {
    const last = this.#last.get(owner);
    const superseded = this.#superseded.get(key);
    if (last === undefined) return undefined;
    const isIssuedAgain = superseded !== undefined && (this.#issued.get(key)?.frame ?? 0) > superseded.frame;
    if (superseded !== undefined && !isIssuedAgain) {
      return `entity-tag ${quoted(tagOf(key))} was superseded by the 2xx in frame ${superseded.frame}`;
    }
    if (this.gave(key) || this.#count > CAPACITY) return undefined;
    const isCase = last.key.toLowerCase() === key.toLowerCase() ? ', which differs in letter case' : '';
    const latest = `the last one was ${quoted(tagOf(last.key))} (frame ${last.frame})${isCase}`;
    return `entity-tag ${quoted(tagOf(key))} was never given out; ${latest}`;
  }
}

const PREFIX = 'tag ';

/** An entity-tag as a key of its own text: a bare slice of a message would keep the whole message in memory. */
export function tagKey(tag: string): string {
  return `${PREFIX}${tag}`;
}

function tagOf(key: string): string {
  return key.slice(PREFIX.length);
}
