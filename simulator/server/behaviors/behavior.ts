import type { Millis } from '../../core/time';
import type { Edits } from './edits';
import type { OwnRequest, ScriptedNotify } from './own-request';
import type { OwnRule } from './own-rule';
import type { Row, StreamWriting } from './wire';

/**
 * What the simulated server does out of the ordinary, as data that can be written as JSON. Judging knows nothing of it: what it
 * leads to shows in the trace.
 *
 * The first behaviour of a script that matches a request and has uses left takes it; no other one looks at it, nor at its copies
 * (retransmissions: the same transaction, RFC 3261 §17.2.3). A request that none takes is answered by the Endpoint as ever.
 */
export type Script = readonly Behavior[];

/** One rule of a script: which requests, how many of them, and what is done. */
export interface Behavior {
  /** Names it in the trace (`provocation`) and for `used`; behaviours of one script that share a name are counted together. */
  readonly name: string;
  readonly on: Match;
  /** How many requests it takes, copies not counted; 1 when left out. */
  readonly times?: number | 'always';
  readonly do: Action;
}

/** Which requests of the client; what is left out does not matter. */
export interface Match {
  /** The method or methods, octet for octet (RFC 3261 §7.1). */
  readonly method?: string | readonly string[];
  /** SIP-If-Match is there (RFC 3903 §11.3.2). */
  readonly hasEntityTag?: boolean;
  /** To has a tag: the request is inside a dialog (RFC 3261 §12.2). */
  readonly isInDialog?: boolean;
  /** Authorization or Proxy-Authorization is there, with a nonce (RFC 3261 §22). */
  readonly hasCredentials?: boolean;
  /** Authorization is there (RFC 3261 §20.7). */
  readonly hasAuthorization?: boolean;
  /** Proxy-Authorization is there (RFC 3261 §20.28). */
  readonly hasProxyAuthorization?: boolean;
  /** The body holds at least one octet. */
  readonly hasBody?: boolean;
  /** It asks for the end: Expires 0, or a Contact with `expires=0` (RFC 3261 §10.2.2, RFC 3903 §4.5, RFC 6665 §4.1.2.3). */
  readonly asksForEnd?: boolean;
  /** The event-type of Event, octet for octet (RFC 6665 §8.2.1); `{package}` is that of the configuration. */
  readonly event?: string;
  /** The scheme of the Request-URI, in lower case: `sip`, `tel`. */
  readonly scheme?: string;
  /** The socket that it came to: that of the lane, or its second one. */
  readonly at?: 'main' | 'other';
  /** The transport that it came over. */
  readonly transport?: 'udp' | 'tcp';
  /** Only this one of the requests that match everything else, from 1, since the script was loaded. */
  readonly nth?: number;
  /** This one and all behind it, counted likewise. */
  readonly fromNth?: number;
}

/** What is done about a request. An empty action ignores it. */
export interface Action {
  /**
   * Whether the Endpoint gets to see the request, so that its state changes (a publication is stored, a binding is made). Left
   * out: it does when one of the answers is `normal`. Without an answer it is a response that got lost.
   */
  readonly carryOut?: boolean;
  /** The entity-tag that a PUBLISH which is carried out gets, in the place of one of the Endpoint's own; never the same one twice. */
  readonly entityTag?: string;
  /** The responses, each with its moment; empty or left out: none, as if the request had not come. */
  readonly answers?: readonly ScriptedAnswer[];
  /**
   * NOTIFYs in the dialog of this SUBSCRIBE, in the place of the Endpoint's own, which are not sent then, now or later. Left out: the
   * Endpoint's own follow the first final answer that is a 2xx of its own; none after any other answer.
   */
  readonly notify?: readonly ScriptedNotify[];
  /** Other requests to the client. */
  readonly requests?: readonly OwnRequest[];
  /** The TCP connection is ended so many milliseconds after the request came; nothing on UDP. */
  readonly closeAfter?: Millis;
  /** Only so many further keep-alive pings on this TCP connection are answered (RFC 5626 §4.4.1); 0: none. */
  readonly pongs?: number;
}

/** One response to the request. Left out, it is sent at once. */
export interface ScriptedAnswer {
  /** Milliseconds since the request came first. */
  readonly after?: Millis;
  /**
   * `after` counts from when Timer E of the client reaches T2: from then on, on UDP, a 100 may be sent (RFC 4320 §4.1). That is 3.5 s
   * behind the request with the usual timers.
   */
  readonly sinceT2?: true;
  /**
   * Sent when the n-th transmission of the request comes: 1 is the request itself, 2 its first copy, and so on. `after` counts from
   * there. Left out: 1. On a reliable transport no copies come.
   */
  readonly atCopy?: number;
  /** The Endpoint's own answer, or a response made of this. */
  readonly with: 'normal' | StatusAnswer;
  readonly edits?: Edits;
  /** Sent again, without any copy of the request, after each of these gaps, in milliseconds. */
  readonly repeats?: readonly Millis[];
  /**
   * What later copies of the request get (RFC 3261 §17.2.2): this response, when it was the last one sent that is `kept`. `false` for
   * responses that are foreign, after which the request still counts as unanswered. `true` when left out.
   */
  readonly kept?: boolean;
  /** Sent from the second socket of the lane. */
  readonly from?: 'other';
  /** `sent-by`: to the port of sent-by even if the client asks for another with rport (RFC 3581 §4). */
  readonly to?: 'sent-by';
  /** On a stream: how the octets are written. */
  readonly stream?: StreamWriting;
  /** The rules for servers that it breaks on purpose. */
  readonly breaks?: readonly OwnRule[];
}

/** A response of its own: status, reason phrase and header rows; what every response copies is added (RFC 3261 §8.2.6.2). */
export interface StatusAnswer {
  /** 100 to 699. */
  readonly status: number;
  /** The usual one of the status when left out. */
  readonly reason?: string;
  /** Header rows in this order; in values placeholders are replaced (`placeholders.ts`). */
  readonly rows?: readonly Row[];
}
