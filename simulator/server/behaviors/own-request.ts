import type { Millis } from '../../core/time';
import type { Edits } from './edits';
import type { OwnRule } from './own-rule';
import type { Row, StreamWriting } from './wire';

/**
 * When a request of ours leaves: so long after the client's request came, after the first final response to it was sent, or after 64*T1
 * more, when a subscriber that waits for its first NOTIFY has given up (Timer N, RFC 6665 §4.1.2.4).
 */
export interface Moment {
  /** Milliseconds; 0 when left out. */
  readonly after?: Millis;
  /** `response` when left out. Without any final response it never leaves then. */
  readonly since?: 'request' | 'response' | 'timer-n';
}

/** What all requests of ours to the client have in common. */
export interface RequestShape extends Moment {
  /** The tag of From. Left out: in a dialog the tag of ours, which is that of To in the 200; outside a fresh one. */
  readonly fromTag?: string;
  /** The tag of To; `null` for none. Left out: in a dialog the client's, outside none. */
  readonly toTag?: string | null;
  /** Another Call-ID than that of the dialog. */
  readonly callId?: string;
  /** The CSeq number. Left out: one more than the highest of ours in the dialog so far; 1 outside. */
  readonly cseq?: number;
  /** Left out: a new branch; `same`: that of the request before this one for the same request of the client; else a text. */
  readonly branch?: string;
  /**
   * Via rows in the place of our one; in these `{branch}`, `{own}`, `{port}` and `{transport}` stand for our branch, address, port and
   * transport. The topmost one has to lead the response back.
   */
  readonly vias?: readonly string[];
  /** The Request-URI; left out: the remote target of the dialog, outside the Contact of the client or where its request came from. */
  readonly requestUri?: string;
  /** Further header rows, before Content-Type. */
  readonly rows?: readonly Row[];
  readonly edits?: Edits;
  /**
   * Copies at these moments, in milliseconds since it was sent first, whatever the client answers, as if its responses got lost. Left
   * out: by Timer E until a final response comes or Timer F fires (RFC 3261 §17.1.2.2).
   */
  readonly copies?: readonly Millis[];
  /** The first so many responses count as lost: Timer E goes on. 0 when left out. */
  readonly answersLost?: number;
  /** Sent from the second socket of the lane (UDP). */
  readonly from?: 'other';
  readonly stream?: StreamWriting;
  /** The rules for servers that it breaks on purpose. */
  readonly breaks?: readonly OwnRule[];
}

/** A NOTIFY in the dialog of a SUBSCRIBE (RFC 6665 §4.2.2). */
export interface ScriptedNotify extends RequestShape {
  /** The value of Subscription-State, `null` for none. Left out: `terminated;reason=timeout`. */
  readonly state?: string | null;
  /** The value of Event, `null` for none. Left out: the package, with the `id` of the SUBSCRIBE. */
  readonly event?: string | null;
  /** The document of the published settings when left out. */
  readonly body?: Body;
  /** The value of Content-Type, `null` for none. Left out: that of a settings document where there is a body. */
  readonly contentType?: string | null;
}

/** Any other request to the client: OPTIONS, MESSAGE, INVITE, INFO, an unknown method. An INVITE is acknowledged, and ended by BYE. */
export interface OwnRequest extends RequestShape {
  readonly method: string;
  /** In the dialog that the client's SUBSCRIBE makes; outside when left out. */
  readonly isInDialog?: boolean;
  /** None when left out. */
  readonly body?: Body;
  /** `text/plain` for a text, that of a settings document for others, when left out. */
  readonly contentType?: string;
}

/** The body of a request of ours. */
export type Body =
  /** None. */
  | { readonly kind: 'none' }
  /** This text, in UTF-8. */
  | { readonly kind: 'text'; readonly text: string }
  /** What is published at the moment; with `values` a document of these instead. */
  | { readonly kind: 'settings'; readonly values?: Readonly<Record<SettingName, boolean>> }
  /** The root element alone: nothing is published (RFC 4354 §5.5). */
  | { readonly kind: 'empty-root' }
  /** Two entities, of which one bars sessions and the other does not: an unresolved conflict (RFC 4354 §5.5, §6). */
  | { readonly kind: 'two-entities' }
  /** Foreign elements and attributes at every place where the schema lets them stand (RFC 4354 §6). */
  | { readonly kind: 'unknown-extensions' }
  /** One entity that states a setting twice, with both values. */
  | { readonly kind: 'contradictory' }
  /** XML that is not well-formed: it ends in the middle of an element. */
  | { readonly kind: 'malformed' }
  /** A valid document of about so many octets. */
  | { readonly kind: 'large'; readonly octets: number };

/** The keys of the five settings. */
export type SettingName = 'isb' | 'ipmb' | 'vis' | 'dms' | 'chs';
