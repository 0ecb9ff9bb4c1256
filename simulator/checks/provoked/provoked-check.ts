import type { Millis } from '../../core/time';
import type { RequirementId } from '../../requirements/requirement';
import type { SipRequest, SipResponse } from '../../sip/message';
import type { KeepAlive, MessageEvent, Operation, StimulusEnded } from '../../trace/event';
import type { JudgeContext, Observation, SubjectKind } from '../check';
import type { Announced } from './announced';
import type { Heeded, Presented } from './credentials-seen';
import type { NotifyFacts } from './notify-facts';

/** Why a response is not one to the request that it looks like (RFC 3261 §8.1.3.3, §17.1.3, §18.1.2). */
export type Misfit = 'branch' | 'sent-by' | 'method' | 'several-vias';

/** A response of the server to a request of the client, or to none. */
export interface ServerResponse {
  readonly event: MessageEvent;
  readonly message: SipResponse;
  readonly status: number;
  readonly misfit?: Misfit;
}

/** A request of the client with all its copies and the responses to it: the non-INVITE client transaction (RFC 3261 §17.1.2). */
export interface ClientTransaction {
  readonly kind: SubjectKind;
  /** The first copy. */
  readonly event: MessageEvent;
  readonly message: SipRequest;
  /** What the client had been asked to do by then; `undefined` where nobody asked. */
  readonly stimulus: number | undefined;
  /** A registration of the client was in force when it came. */
  readonly wasRegistered: boolean;
  /** The later copies in their order; the first 32 of them. */
  readonly copies: readonly MessageEvent[];
  /** Every response in its order, also those that do not fit; the first 32 of them. */
  readonly responses: readonly ServerResponse[];
  /** The first final response that fits. */
  readonly final: ServerResponse | undefined;
  /**
   * The transaction of the same method and Call-ID before; else, for a request outside a dialog, the latest one of the same method to
   * the same event package. What lies further back is not kept.
   */
  readonly before: ClientTransaction | undefined;
  /** For a SUBSCRIBE: the NOTIFYs with its Call-ID before it, the latest last; the last 8 of them. */
  readonly notified: readonly NotifyFacts[];
  /** Its credentials in their order, joined ones apart; none where a row cannot be read or the header is cut off. */
  readonly credentials: readonly Presented[];
  /** What the server demanded before, as far as this request has to heed it. */
  readonly heeded: Heeded;
}

/** A response of the client to a request of the server. */
export interface ClientResponse {
  readonly event: MessageEvent;
  readonly message: SipResponse;
  readonly status: number;
}

/** A request of the server with its copies and what the client answered: a server transaction of the client (RFC 3261 §17.2.2). */
export interface ServerTransaction {
  readonly event: MessageEvent;
  readonly message: SipRequest;
  readonly copies: readonly MessageEvent[];
  /** Every response of the client in its order, copies included; the first 32 of them. */
  readonly responses: readonly ClientResponse[];
  /** The first final response. */
  readonly final: ClientResponse | undefined;
  /** The latest SUBSCRIBE of the client with the Call-ID; `undefined` where none was seen. */
  readonly subscribe: ClientTransaction | undefined;
  /** For a NOTIFY with the Call-ID of a SUBSCRIBE: what later ones are measured by. */
  readonly facts: NotifyFacts | undefined;
  /** The NOTIFYs with the same Call-ID before it, the latest last; the last 8 of them. */
  readonly earlier: readonly NotifyFacts[];
}

interface At {
  readonly at: Millis;
}

/** Something that the client or the server did. */
export type Step = At &
  (
    | { readonly kind: 'request'; readonly tx: ClientTransaction; readonly event: MessageEvent }
    | { readonly kind: 'copy'; readonly tx: ClientTransaction; readonly event: MessageEvent }
    /** Not even a provisional response to a PUBLISH or SUBSCRIBE of the settings or a REGISTER came for 200 ms. */
    | { readonly kind: 'unanswered'; readonly tx: ClientTransaction; readonly event: MessageEvent }
    /** A response of the server: 1xx, 2xx, the rest; `misfit`: one that the client must not take for one to its request. */
    | {
        readonly kind: 'provisional' | 'accepted' | 'refused' | 'misfit';
        readonly tx: ClientTransaction;
        readonly response: ServerResponse;
        readonly event: MessageEvent;
        /** Another final response that fits came before. */
        readonly isRepeated: boolean;
      }
    | { readonly kind: 'server-request'; readonly tx: ServerTransaction; readonly event: MessageEvent }
    | { readonly kind: 'server-copy'; readonly tx: ServerTransaction; readonly event: MessageEvent }
    /** A response of the client; `tx` is the request that it answers by branch and CSeq method. */
    | {
        readonly kind: 'answer';
        readonly tx: ServerTransaction;
        readonly response: ClientResponse;
        readonly event: MessageEvent;
      }
    /** A response of the client that answers nothing that was seen; `meant`: the latest request of its Call-ID and CSeq number. */
    | {
        readonly kind: 'stray-answer';
        readonly response: ClientResponse;
        readonly event: MessageEvent;
        readonly meant: ServerTransaction | undefined;
      }
    /** The user was asked to act (a stimulus of the upper tester). */
    | { readonly kind: 'action'; readonly operation: Operation; readonly stimulus: number }
    /** What the client said of the action (the end of a stimulus). */
    | { readonly kind: 'outcome'; readonly outcome: StimulusEnded['outcome']; readonly stimulus: number }
    | { readonly kind: 'keep-alive'; readonly octets: KeepAlive }
  );

/** A step of one kind; responses of the server are of one type, whatever they are. */
export type StepOf<K extends Step['kind']> = OfKind<Step, K>;

type OfKind<S extends Step, K> = S extends Step ? (K extends S['kind'] ? S : never) : never;

/** What provokes an entry: one step, and all that the client did from then on. */
export interface Episode {
  readonly cause: Step;
  /** Everything of this client after the cause, in order. The first 256 steps: a client that does more is no longer waited for. */
  readonly steps: readonly Step[];
  /** The transactions that the client began before the cause, the latest last; the last 8 of them, its own included. */
  readonly past: readonly ClientTransaction[];
  readonly now: Millis;
  /** The time that the check watches for is over: it has to decide now. */
  readonly isOver: boolean;
  /** The user's actions are in the trace, so that what follows none is the client's own doing. */
  readonly isDriven: boolean;
  /** This machine lost datagrams meanwhile: silence proves nothing. */
  readonly wereDatagramsLost: boolean;
  /** The latest Allow-Events of the client; `undefined` where none was seen. */
  readonly announced: Announced | undefined;
  readonly context: JudgeContext;
}

/** What a check saw, and the message that it stands in; the cause's where none is named. */
export interface Reaction {
  readonly observation: Observation;
  readonly evidence?: MessageEvent;
}

/**
 * One requirement that shows only after something out of the ordinary: what the server did (or left out), and what the client then
 * does. Pure: the same steps give the same reactions, live and from a capture.
 */
export interface ProvokedCheck {
  readonly requirement: RequirementId;
  /** The kinds of step that can provoke it. */
  readonly on: readonly Step['kind'][];
  /** Whether this step does, seen when it happens; `past` ends with the transaction of the step. Cheap: every step is asked. */
  isProvokedBy(cause: Step, past: readonly ClientTransaction[], context: JudgeContext): boolean;
  /** How long the client is watched after the cause, in milliseconds; 0: what was before decides. */
  readonly window: Millis | ((cause: Step, context: JudgeContext) => Millis);
  /**
   * Asked after each step, and when the window is over. `undefined`: not decided yet. An empty list: the client's conduct gives no
   * occasion to decide. Where the trace ends before the window does, nobody asks any more: what might have come is unknown.
   */
  judge(episode: Episode): readonly Reaction[] | undefined;
}
