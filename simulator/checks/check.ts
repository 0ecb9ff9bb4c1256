import type { Listener } from '../core/address';
import type { Span } from '../core/span';
import type { Pics, Rules } from '../requirements/configuration';
import type { RequirementId } from '../requirements/requirement';
import type { Binding } from '../settings/binding';
import type { DocumentResult } from '../settings/document';
import type { Settings } from '../settings/settings';
import type { SipMessage, SipRequest, SipResponse } from '../sip/message';
import type { MessageEvent, Operation } from '../trace/event';

/** What a check saw. `warn` and `info` leave the verdict at `pass` (design 3.6). */
export type ObservedOutcome = 'pass' | 'fail' | 'warn' | 'info' | 'inconc';

/** One thing seen; the runner adds requirement id and frame. */
export interface Observation {
  readonly outcome: ObservedOutcome;
  /** What was seen, in a sentence for people: the thing and the value. */
  readonly message: string;
  /** What would have been right, when it is more than the catalogue's expectation. */
  readonly expected?: string;
  /** The offending octets as text, or what is missing. */
  readonly actual?: string;
  /** Octets of the message. */
  readonly span?: Span;
  /** The frame, when it is another than the subject's. */
  readonly frame?: number;
  /**
   * `stimulus`: a `fail` only if the upper tester confirms that the client was made to act as told, else `inconc`; it is
   * held back until the stimulus ends, and the last such request of the stimulus counts.
   */
  readonly awaits?: 'stimulus';
}

/** What is known of the run; all of it data. */
export interface JudgeContext {
  readonly imAddress: string | undefined;
  readonly imAddressAliases: readonly string[];
  readonly username: string | undefined;
  readonly pics: Pics;
  readonly rules: Rules;
  readonly binding: Binding;
  /** The next hop that the client was told; `undefined` where nobody told it (passive). */
  readonly nextHop: Listener | undefined;
  /** The server listens on TCP at the address and port of its UDP socket; `undefined` where nobody knows (decision D-14). */
  readonly offersTcp?: boolean;
}

/** The kind of request that a check looks at. */
export type SubjectKind =
  /** A PUBLISH of the settings. */
  | 'settings-publish'
  /** A SUBSCRIBE for the settings outside a dialog. */
  | 'settings-subscribe'
  /** A SUBSCRIBE for the settings with a To tag. */
  | 'settings-subscribe-in-dialog'
  /** Settings conveyed by another method, as an attempt to publish. */
  | 'publish-by-other-means'
  /** Settings asked for by another method, as an attempt to retrieve. */
  | 'retrieve-by-other-means'
  /** A REGISTER. */
  | 'register'
  /** Any other request of the client: OPTIONS, a PUBLISH of another event package, ACK. */
  | 'other-request';

/** The procedure of the change request that a message belongs to; what is neither counts for no item of it. */
export type Procedure = 'publish' | 'retrieve' | 'other';

/** A request of the client with what surrounds it, judged once per transaction. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly event: MessageEvent;
  readonly message: SipRequest;
  /** What the client had been asked to do when it sent the request, and what it was told to publish. */
  readonly stimulus?: { readonly operation: Operation; readonly settings?: Settings };
  /** The settings document in the body with the octet of the message where it starts; `undefined` without a body. */
  readonly body?: SubjectBody;
  /** What the registrar told this client last; `undefined` before a 200 to REGISTER. */
  readonly registration?: Registration;
  /** Responses to the same request under another branch that made the client repeat it (401, 407, 412, 423). */
  readonly after?: {
    readonly status: number;
    readonly response: SipMessage;
    /** How many times in a row this status was the answer; 1 for the first repeat. */
    readonly times: number;
  };
  /** The IM Address as the registration told it, where the context names none. */
  readonly learned?: LearnedAddress;
  /** To has a tag, and the request belongs to no dialog of the trace. */
  readonly hasStrayToTag?: true;
  /** Why the entity-tag in SIP-If-Match is not one that the client may use. */
  readonly entityTagProblem?: string;
  /** What the publication that SIP-If-Match names holds already, where it is known. */
  readonly published?: Settings;
  /** The frame of an earlier, different request that had the same branch, sent-by and method. */
  readonly reusesBranchOf?: number;
}

/** What stands in the body, or in the part of a multipart body that holds the settings. */
export interface SubjectBody {
  /** The octet of the message where the document starts. */
  readonly start: number;
  /** Lower-case media type of the document, without parameters; `undefined` when missing or unreadable. */
  readonly mediaType: string | undefined;
  /** A coding that we do not undo (RFC 3261 §20.12). */
  readonly contentEncoding?: string;
  readonly document: DocumentResult;
}

/** The IM Address of a client that nobody named: the To of its registration, and what the registrar associated with it. */
export interface LearnedAddress {
  readonly uri: string;
  readonly aliases: readonly string[];
}

export interface Registration {
  /** The To URI of the REGISTER. */
  readonly aor: string;
  readonly serviceRoute: readonly string[];
  readonly associatedUris: readonly string[];
}

/** A response of the client, judged once however often it is sent. */
export interface Answer {
  readonly event: MessageEvent;
  readonly message: SipResponse;
  /** The method of the request that it answers, as its CSeq says; `undefined` where that cannot be read. */
  readonly method: string | undefined;
  /** `retrieve` for the answer to a NOTIFY of a settings subscription. */
  readonly procedure: Procedure;
  /** What the registrar told this client last. */
  readonly registration?: Registration;
}

/** One requirement, looked at in one message. */
export interface Check {
  readonly requirement: RequirementId;
  /** The kinds of request that it looks at. */
  readonly kinds: readonly SubjectKind[];
  /** Whether the entry says anything of this request; left out: of each of its kinds. */
  appliesTo?(subject: Subject, context: JudgeContext): boolean;
  /**
   * What it saw; nothing where the entry does not apply. Every message of a long capture comes by: what is the same for all
   * that conform is a constant of the module, and the usual case is decided first.
   */
  judge(subject: Subject, context: JudgeContext): readonly Observation[];
  /** The same for a response of the client; left out where the entry speaks of requests only. */
  judgeAnswer?(answer: Answer, context: JudgeContext): readonly Observation[];
}
