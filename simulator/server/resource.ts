import type { Deadline } from './deadline-heap';

/** One publication: event state that lives under an entity-tag until it runs out (RFC 3903 §6). */
export interface Publication {
  readonly resource: Resource;
  readonly body: Buffer;
  entityTag: string;
  deadline: Deadline<Publication> | undefined;
  /** The publications of the same resource that were written before and after this one. */
  older: Publication | undefined;
  newer: Publication | undefined;
}

/** What is published to one IM Address. */
export interface Resource {
  readonly name: string;
  /** The publication written last; it is the state that everybody sees (fact sheet 12.2 item 6). */
  latest: Publication | undefined;
}

/**
 * The published state of all IM Addresses. A resource exists while something is published to it, so their number is bounded
 * by that of the publications. Clients may leave thousands of publications to one address behind, so nothing here searches.
 */
export class Resources {
  readonly #byName = new Map<string, Resource>();

  /** The publication that makes up the state of a resource. */
  latest(name: string): Publication | undefined {
    return this.#byName.get(name)?.latest;
  }

  /** Adds a publication as the one written last. */
  write(name: string, entityTag: string, body: Buffer): Publication {
    const known = this.#byName.get(name);
    const resource: Resource = known ?? { name, latest: undefined };
    if (known === undefined) this.#byName.set(name, resource);
    const older = resource.latest;
    const publication: Publication = { resource, body, entityTag, deadline: undefined, older, newer: undefined };
    if (older !== undefined) older.newer = publication;
    resource.latest = publication;
    return publication;
  }

  /** Takes a publication out; the one written before it may come to light again. */
  remove({ resource, older, newer }: Publication): void {
    if (older !== undefined) older.newer = newer;
    if (newer !== undefined) newer.older = older;
    else resource.latest = older;
    if (resource.latest === undefined) this.#byName.delete(resource.name);
  }
}
