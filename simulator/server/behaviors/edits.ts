import type { Seconds } from '../../core/time';
import type { Row } from './wire';

/** Changes to a message that is ready otherwise, made in the order of these fields. Texts may hold placeholders. */
export interface Edits {
  /** A response gets this status, and its reason phrase. */
  readonly status?: number;
  /** A lifetime in seconds: Expires, and `expires` of each Contact (RFC 3261 §10.3, §20.19); what the Endpoint keeps ends as ever. */
  readonly grant?: Seconds;
  /** Header fields that are left out, by their long names. */
  readonly remove?: readonly string[];
  /** One row in the place of all of that name; at the end where there was none. */
  readonly set?: readonly Row[];
  /** Further rows, behind all others. */
  readonly add?: readonly Row[];
  /** Changes of the topmost Via value (RFC 3261 §20.42). */
  readonly via?: ViaEdit;
  /** Changes of CSeq (RFC 3261 §20.16). */
  readonly cseq?: { readonly number?: number; readonly method?: string };
  /** The tag of To: a text, or `null` for none (RFC 3261 §20.39). */
  readonly toTag?: string | null;
  /** How header names are written: the compact forms where there are any (RFC 3261 §7.3.3), or those and other letter cases in turn. */
  readonly names?: 'compact' | 'mixed';
  /** Content-Length says this, whatever the body holds (RFC 3261 §20.14). */
  readonly contentLength?: number;
  /** Octets behind the message, not counted by Content-Length. */
  readonly surplus?: string;
  /** Octets before the start line, such as CR LF CR LF (RFC 3261 §7.5). */
  readonly lead?: string;
  /** Texts of the finished head that are replaced at their first place, for what is malformed. */
  readonly replace?: readonly { readonly text: string; readonly by: string }[];
}

/** Changes of Via. */
export interface ViaEdit {
  /** Another branch (RFC 3261 §8.1.1.7). */
  readonly branch?: string;
  /** Another sent-by: host, or host and port. */
  readonly sentBy?: string;
  /** Parameters that are left out, such as `received`. */
  readonly withoutParams?: readonly string[];
  /** Seconds between keep-alives, where the client offers `keep` (RFC 6223 §4.4). */
  readonly keep?: Seconds;
  /** A further Via row below all others. */
  readonly extra?: string;
}
