import type { CapturedMessage } from './captured';
import type { Facts } from './orientation-facts';
import type { Peer } from './orientation-peers';

/** A message that waits until it is clear whose it is. */
export interface Held {
  readonly captured: CapturedMessage;
  readonly source: Peer;
  readonly destination: Peer;
  readonly facts: Facts;
  /** It was seen before it reached its sender: the sender is a proxy (RFC 3261 §16.6). */
  isForwarded: boolean;
  /** It is seen again behind its receiver, which is a proxy. */
  isForwardedOn: boolean;
  /** The same message on its first hop, where it was forwarded and that is seen. */
  origin: Held | undefined;
}

/**
 * Finds messages that a capture holds several times because a proxy is in it: the same Call-ID and CSeq, and a Via more
 * for each hop that the request has taken (RFC 3261 §16.6 step 8, §16.7 step 3). Nobody but a proxy leaves the Via of somebody
 * else below its own, so a message with one Via needs no look.
 *
 * A back-to-back user agent makes a request of its own, with another Call-ID: that cannot be told from a client.
 */
export class Hops {
  /** How many of the waiting messages have more than one Via. */
  #deep = 0;

  /** Compares a message with those that wait before it. */
  enter(held: Held, before: readonly { readonly held: Held | undefined }[]): void {
    if (held.facts.vias.length > 1) this.#deep += 1;
    if (this.#deep === 0) return;
    const { request } = held.facts;
    for (let index = before.length - 1; index >= 0; index -= 1) {
      const other = before[index]?.held;
      if (other !== undefined && other.facts.request === request) relate(held, other);
    }
  }

  /** The message waits no longer. */
  leave({ facts }: Held): void {
    if (facts.vias.length > 1) this.#deep -= 1;
  }
}

function relate(held: Held, other: Held): void {
  const [near, far] = held.facts.vias.length < other.facts.vias.length ? [held, other] : [other, held];
  const { callId, cseq, method, vias } = near.facts;
  const [top] = vias;
  if (far.facts.vias.length === vias.length || far.facts.callId !== callId || far.facts.cseq !== cseq) return;
  if (top === undefined || far.facts.method !== method || !far.facts.vias.includes(top, 1)) return;
  far.isForwarded = true;
  near.isForwardedOn = true;
  if (far.origin === undefined || far.origin.facts.vias.length > vias.length) far.origin = near;
}
