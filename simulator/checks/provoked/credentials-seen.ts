import type { Millis } from '../../core/time';
import type { Challenge } from '../../sip/challenge';
import type { HeaderField } from '../../sip/message';
import type { Params } from '../../sip/params';

/** A challenge of the server with the request that it refused. */
export interface GivenChallenge extends Challenge {
  /** The response. */
  readonly frame: number;
  /** The Call-ID of the request, as `numberOf` gives it. */
  readonly callId: number;
  readonly method: string;
  /** `undefined` where CSeq cannot be read. */
  readonly cseq: number | undefined;
  /** All challenges of the response in their order, itself among them; the first 8 of them. */
  readonly alternatives: readonly Challenge[];
}

/** A nonce count with the request that it stood in. */
export interface CountedUse {
  readonly count: number;
  readonly frame: number;
  readonly at: Millis;
}

/** What the requests before have to do with the nonce count of credentials (RFC 7616 §3.4). */
export interface NonceUse {
  /** `nc` as a number; `undefined` where it is missing or none. */
  readonly count: number | undefined;
  /** The server was seen telling the nonce, or an earlier request using it. */
  readonly isKnown: boolean;
  /** The server gave the nonce to this client once, and no request that was seen used it since. */
  readonly isFirst: boolean;
  /** Another request that had the same count; of many, only the first and the latest ones are known. */
  readonly repeated: CountedUse | undefined;
  /** The highest count before. */
  readonly highest: CountedUse | undefined;
  /** The highest count of the nonce that the client used for the same realm before this one. */
  readonly former: CountedUse | undefined;
}

/** One set of credentials of a request. */
export interface Presented {
  /** They stand in Proxy-Authorization. */
  readonly isProxy: boolean;
  /** In lower case. */
  readonly scheme: string;
  readonly params: Params;
  readonly field: HeaderField;
  /** The challenge that gave the nonce; of several alternatives the one with the same algorithm. `undefined` where none was seen. */
  readonly challenge: GivenChallenge | undefined;
  /** Left out for a copy of the same request that went another way, and for credentials without a nonce. */
  readonly use?: NonceUse;
}

/** What the server offered in Security-Server (RFC 3329 §2.3.1). */
export interface SecurityOffer {
  /** Its values, spelled alike where they mean the same (`securityValues`). */
  readonly server: readonly string[];
  /** Those of the offer that it takes the place of, until a 2xx. */
  readonly former: readonly string[] | undefined;
  /** The response. */
  readonly frame: number;
  readonly status: number;
  /** The client took it up, and the server accepted a request of it since. */
  readonly isCompleted: boolean;
  /** This request is the first one with the Call-ID and method of the refused one since. */
  readonly isAnswer: boolean;
}

/** What the server told a client before, as far as a request has to heed it. */
export interface Heeded {
  /** From Authentication-Info of a 2xx; `isSure`: the client had it when it sent the request. */
  readonly nextNonce?: {
    readonly nonce: string;
    readonly realm: string;
    readonly frame: number;
    readonly isSure: boolean;
  };
  /** A request with the same Call-ID was accepted with credentials for this proxy. */
  readonly proxy?: { readonly realm: string; readonly frame: number };
  /** For a fetch: the latest one that was accepted with credentials at the same address. */
  readonly fetched?: { readonly frame: number };
  readonly security?: SecurityOffer;
}
