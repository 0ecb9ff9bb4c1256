import type { Listener } from '../core/address';
import type { Span } from '../core/span';
import type { Millis, Seconds } from '../core/time';
import type { Pics, Pixit, Rules } from '../requirements/configuration';
import type { RequirementId } from '../requirements/requirement';
import type { Binding } from '../settings/binding';
import type { DocumentResult } from '../settings/document';
import type { Settings } from '../settings/settings';
import type { SipMessage, SipRequest, SipResponse } from '../sip/message';
import type { KeepAlive, MessageEvent, Operation, WebSocketHandshake } from '../trace/event';

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
  /** Another frame, which the texts name. */
  readonly otherFrame?: number;
  /**
   * `stimulus`: a `fail` only if the upper tester confirms that the client was made to act as told, else `inconc`; it is
   * held back until the stimulus ends, and the last such request of the stimulus counts.
   */
  readonly awaits?: 'stimulus';
  /** The procedure that it counts for, when it is another than that of the message. */
  readonly procedure?: Procedure;
  /** A `fail` that is one whatever the catalogue says that a breach yields (decision D-10). */
  readonly isCertain?: true;
}

/** A piece of a sentence, with the frame that it names. */
export interface FrameText {
  readonly text: string;
  readonly otherFrame?: number;
}

/** Why an entity-tag is not one that the client may use. */
export interface EntityTagProblem extends FrameText {
  /** The client may have it from before the trace, from another run of the server. */
  readonly isUncertain?: boolean;
  /** It was good, until the 2xx to an update gave another one: a refresh, or a change of the state. */
  readonly supersededBy?: Update;
}

/** What a PUBLISH with an entity-tag and a 2xx did: renew the publication as it was, or change it (RFC 3903 §4.3, §4.4). */
export type Update = 'refresh' | 'change';

/** H(username ":" realm ":" password) in hex: A1 of the digest (RFC 7616 §3.4.2), good for this realm only. */
export interface Secret {
  readonly username: string;
  readonly realm: string;
  readonly algorithm: 'MD5' | 'SHA-256' | 'SHA-512-256';
  readonly ha1: string;
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
  /** What the password of the client comes to in each realm of the server; none where nobody told the password. */
  readonly secrets?: readonly Secret[];
  /** PIXIT home_domain: the domain that the client registers with; `undefined` where nobody told it. */
  readonly homeDomain?: string;
  /** PIXIT: times that verdicts rest on; what is left out has its default. */
  readonly pixit?: Partial<Pixit>;
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

/** How a message came, without what is another with every message. */
export type FormEvent = Omit<MessageEvent, 'frame' | 'at' | 'captureFrame' | 'connection' | 'timeUnknown'>;

/**
 * A request of the client as far as all requests of one form have it in common: those that differ in nothing but the values that
 * every request has anew, such as branch and Call-ID (`formOf`). What came before it is no part of it.
 */
export interface FormSubject {
  readonly kind: SubjectKind;
  readonly event: FormEvent;
  readonly message: SipRequest;
  /** What the client had been asked to do when it sent the request, and what it was told to publish. */
  readonly stimulus?: { readonly operation: Operation; readonly settings?: Settings };
  /** The settings document in the body with the octet of the message where it starts; `undefined` without a body. */
  readonly body?: SubjectBody;
  /** What the registrar told this client last; `undefined` before a 200 to REGISTER. */
  readonly registration?: Registration;
  /** The IM Address as the registration told it, where the context names none. */
  readonly learned?: LearnedAddress;
  /** The Request-URI is one that a redirection or a 416 sent the client to (RFC 3261 §8.1.3.4, §8.1.3.5): then it is another than To. */
  readonly isRedirected?: true;
  /** To has a tag, and the request belongs to no dialog of the trace. */
  readonly hasStrayToTag?: true;
}

/** A request of the client with what surrounds it, judged once per transaction. */
export interface Subject extends FormSubject {
  readonly event: MessageEvent;
  /** Responses to the same request under another branch that made the client repeat it (401, 407, 412, 423). */
  readonly after?: {
    readonly status: number;
    readonly response: SipMessage;
    /** How many times in a row this status was the answer; 1 for the first repeat. */
    readonly times: number;
  };
  /** Why the entity-tag in SIP-If-Match is not one that the client may use. */
  readonly entityTagProblem?: EntityTagProblem;
  /** The publication that SIP-If-Match names, where it is known. */
  readonly published?: PublishedState;
  /** No 2xx that was seen gave this client an entity-tag, nor anybody the one in SIP-If-Match. */
  readonly holdsNoTag?: true;
  /** There is no SIP-If-Match although the client's publication goes on, as far as the trace shows. */
  readonly forgets?: ForgottenTag;
  /** A 200 to REGISTER came since the publication was granted that the PUBLISH is about. */
  readonly isReregistered?: true;
  /** The 2xx that had just accepted the same state from this client, where nothing that was seen explains the repetition. */
  readonly repeats?: PublishedState;
  /** The frame of an earlier, different request that had the same branch and sent-by. */
  readonly reusesBranchOf?: number;
  /** What the trace shows of this client before; left out for the first request that was seen of it. */
  readonly earlier?: Earlier;
  /** The dialog that the request is sent in, as known before it; left out where nothing of it was seen. */
  readonly dialog?: DialogSeen;
  /** For an ACK: the request that it can only be meant for, which is no INVITE. */
  readonly acknowledges?: {
    readonly method: string;
    readonly frame: number;
    readonly procedure: Procedure;
    /** It came only when the final response had been repeated. */
    readonly isForRepetition?: true;
  };
}

/** A request of the same client before. */
export interface EarlierRequest {
  readonly frame: number;
  readonly method: string;
  /** `undefined` where CSeq cannot be read. */
  readonly cseq: number | undefined;
  /** Its final status; 0 where none was seen. */
  readonly status: number;
  /** It came to the same address over the same transport. */
  readonly isSamePlace: boolean;
}

/** What the trace shows of a client before a request. It may begin in the middle: what is missing here need not have been missing. */
export interface Earlier {
  /** The frame of its latest request. */
  readonly frame: number;
  /** Responses to its requests are in the trace, so that one which is not there was not sent. */
  readonly isAnswered: boolean;
  /** Its latest request with the same Call-ID; for a REGISTER the latest REGISTER. */
  readonly sameCallId?: EarlierRequest;
  /** There were tags under other Call-IDs to compare the tag with. */
  readonly tagsCompared?: true;
  /** Why the From tag is not one of its own and random (RFC 3261 §19.3). */
  readonly tagProblem?: FrameText;
  /** For a REGISTER: the latest one with another Call-ID, and why the client has not been restarted since. */
  readonly otherRegistration?: { readonly frame: number; readonly evidence: string };
  /** Its registration: in force, or the latest REGISTER as long as none was accepted; left out where none was seen. */
  readonly registering?: RegistrationSeen;
  /** The frame of its latest request of this method that was accepted with credentials at the same address. */
  readonly authenticatedIn?: number;
  /** That it sends requests without these credentials was told before. */
  readonly isForgetful?: true;
  /** For a fetch that no driver asked for: how many of them there were, with this one, in the last 60 and 600 seconds. */
  readonly fetches?: { readonly inMinute: number; readonly inTenMinutes: number };
  /** Protected server ports of its latest registrations (port-s in Security-Client, RFC 3329). */
  readonly protectedPorts?: readonly number[];
}

/** How far the registration of a client is (RFC 3261 §10.2). */
export type RegistrationSeen =
  /** Accepted, until the moment that the registrar told; `undefined` where it told none. */
  | { readonly isDone: true; readonly until: Millis | undefined }
  /** The final status of the latest REGISTER, 0 before it; `frame` and `at` are those of the REGISTER. */
  | { readonly isDone: false; readonly status: number; readonly frame: number; readonly at: Millis };

/** What the trace shows of a dialog before a request in it (RFC 3261 §12). */
export interface DialogSeen {
  readonly callId: string;
  /** The client's tag; `undefined` where none was seen. */
  readonly localTag: string | undefined;
  /** The client's latest request in it. */
  readonly previous?: { readonly frame: number; readonly cseq: number };
  /** Remote targets, the latest last: Contact of NOTIFY and 2xx. */
  readonly targets: readonly string[];
  /** The route sets that it may have; none where that cannot be known. */
  readonly routeSets: readonly (readonly string[])[];
  /** The `id` of Event in the SUBSCRIBE that was seen first; left out where none was seen. */
  readonly event?: { readonly frame: number; readonly id: string | undefined };
  /** Why a SUBSCRIBE in it begins a new subscription in a dialog that another use made. */
  readonly madeBy?: FrameText;
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

/** What a publication holds since the 2xx that gave it its entity-tag (RFC 3903 §4.1). */
export interface PublishedState {
  /** That 2xx. */
  readonly frame: number;
  readonly at: Millis;
  /** The lifetime that it granted; `undefined` where its Expires is missing or cannot be read. */
  readonly lifetime: Seconds | undefined;
  readonly settings: Settings | undefined;
  /** The id of the single entity of the document (RFC 4354 §6). */
  readonly entityId: string | undefined;
  /** What the PUBLISH was that was granted; left out for a first one, and where nobody knows. */
  readonly update?: Update;
}

/** The publication that a PUBLISH leaves aside. */
export interface ForgottenTag {
  readonly tag: string;
  readonly state: PublishedState;
  /**
   * Why the client was not restarted since: `sure` by the same connection, From tag or Call-ID, `likely` by the same port; `undefined`
   * where nothing says so.
   */
  readonly isSameRun: 'sure' | 'likely' | undefined;
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
  /** Other lists that the registrations before told, the latest first; a few of them (RFC 3608 §6.1). */
  readonly formerServiceRoutes?: readonly (readonly string[])[];
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
  /** There were tags under other Call-IDs to compare the To tag with. */
  readonly tagsCompared?: true;
  /** Why the To tag is not one of its own and random (RFC 3261 §19.3). */
  readonly tagProblem?: FrameText;
}

/** What is no SIP message: octets that keep a flow open, the start of a WebSocket. */
export type TransportEvent = KeepAlive | WebSocketHandshake;

/** What a check looks at. */
export type SeenKind = SubjectKind | 'answer' | TransportEvent['kind'];

interface AnyCheck {
  readonly requirement: RequirementId;
  /** The kinds of request that it looks at. */
  readonly kinds: readonly SubjectKind[];
  /** What it says of a response of the client; left out where the entry speaks of requests only. */
  judgeAnswer?(answer: Answer, context: JudgeContext): readonly Observation[];
  /** The same for what is no message; left out where the entry speaks of messages only. */
  judgeTransport?(event: TransportEvent, context: JudgeContext): readonly Observation[];
}

/**
 * One requirement, looked at in one message whose form decides: requests of one form pass alike, so that a pass need not be found
 * out again.
 */
export interface FormCheck extends AnyCheck {
  readonly looksBack?: never;
  /** Whether the entry says anything of this request; left out: of each of its kinds. */
  appliesTo?(subject: FormSubject, context: JudgeContext): boolean;
  /**
   * What it saw; nothing where the entry does not apply. Every message of a long capture comes by: what is the same for all
   * that conform is a constant of the module, and the usual case is decided first.
   */
  judge(subject: FormSubject, context: JudgeContext): readonly Observation[];
}

/** One requirement that asks for what was before, or for the very values that every request has anew. */
export interface HistoryCheck extends AnyCheck {
  readonly looksBack: true;
  /** As for `FormCheck`. */
  appliesTo?(subject: Subject, context: JudgeContext): boolean;
  /** As for `FormCheck`. */
  judge(subject: Subject, context: JudgeContext): readonly Observation[];
}

export type Check = FormCheck | HistoryCheck;
