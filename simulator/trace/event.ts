import type { Address, TransportName } from '../core/address';
import type { Millis } from '../core/time';
import type { ParseResult } from '../sip/message';

/** Whose an event is, in a run with parallel test components (TTCN-3), each of which is a server and a client of its own. */
export interface OfComponent {
  /** Its number, from 1; left out for the main one. */
  readonly component?: number;
}

/** A parallel test component begins. */
export interface ComponentStarted {
  readonly kind: 'component-started';
  readonly at: Millis;
  readonly component: number;
  /** What its server does out of the ordinary, and what its client is made to do. */
  readonly situation: string;
  /** Where its client is told to send: `udp:127.0.0.1:5062`. */
  readonly server: string;
  /** The ids of the requirements that it is there to decide. */
  readonly decides: readonly string[];
}

/** One SIP message on the wire, in or out. `frame` counts the messages of the run from 1. */
export interface MessageEvent extends OfComponent {
  readonly kind: 'message';
  readonly frame: number;
  readonly at: Millis;
  /** `in`: from the client to the simulator. */
  readonly direction: 'in' | 'out';
  readonly transport: TransportName;
  /** The simulator's side. */
  readonly local: Address;
  /** The client's side. */
  readonly remote: Address;
  /** The number of the TCP connection within the run. */
  readonly connection?: number;
  readonly bytes: Buffer;
  /** The capture that it was read from holds only its first octets: nothing can be said of what is missing. */
  readonly truncated?: true;
  /** The number of its packet in the capture that it was read from, as Wireshark counts. */
  readonly captureFrame?: number;
  /** The text log that it was read from does not say both addresses: `local` and `remote` are derived from the messages. */
  readonly addressesUnknown?: true;
  /** The text log does not say when, or not to the millisecond: `at` only keeps the order. */
  readonly timeUnknown?: true;
  /** The text log shows every line end as LF: the CR LF of the head was put in, and says nothing of the wire. */
  readonly lineEndsUnknown?: true;
  /** The scripted behaviour of the simulated server that makes this message of its own wrong on purpose. */
  readonly provocation?: string;
  /** The tester was busy: the message may have arrived so many milliseconds before `at`. */
  readonly late?: Millis;
  /** The message, parsed once for everybody who looks at it. */
  readonly parsed: ParseResult;
}

/** The five operations that the upper tester can ask for (design 3.3). */
export const operations = ['register', 'publish', 'refresh', 'retrieve', 'deregister'] as const;
export type Operation = (typeof operations)[number];

/** The five settings by their keys in the binding. */
export type SettingValues = Readonly<Record<'isb' | 'ipmb' | 'vis' | 'dms' | 'chs', boolean>>;

/** The upper tester asked the client to act. */
export interface StimulusStarted extends OfComponent {
  readonly kind: 'stimulus-started';
  readonly at: Millis;
  /** Number of the stimulus within the run, from 1. */
  readonly stimulus: number;
  readonly operation: Operation;
  /** What the client was told to publish. */
  readonly settings?: SettingValues;
}

/** The wait for the client's reaction is over. */
export interface StimulusEnded extends OfComponent {
  readonly kind: 'stimulus-ended';
  readonly at: Millis;
  readonly stimulus: number;
  /**
   * `done`: the client (or its adapter) confirmed the action; `failed`: it said that it could not, ended, or could not be
   * started; `silent`: it said nothing within the time limit; `unconfirmed`: this adapter cannot confirm (`none`).
   */
  readonly outcome: 'done' | 'failed' | 'silent' | 'unconfirmed';
  /** Why, in words for people; quotes what the client's process wrote to stderr. */
  readonly reason?: string;
  /** Datagrams that this machine lost during the stimulus; silence then proves nothing. */
  readonly datagramsLost?: number;
}

/** The client told its user something (the two MAY statements of the change request). */
export interface Indication extends OfComponent {
  readonly kind: 'indication';
  readonly at: Millis;
  readonly what: 'published' | 'settings';
  readonly settings?: Partial<SettingValues>;
}

/** What the lower tester noticed and no single message shows. */
export interface Note extends OfComponent {
  readonly kind: 'note';
  readonly at: Millis;
  readonly note:
    | 'subscription-loop'
    | 'notify-refused'
    | 'notify-unanswered'
    | 'stream-broken'
    | 'send-failed'
    | 'keep-alive'
    | 'limit-reached'
    | 'datagrams-lost'
    /** The client was watched until now: what had not come by then did not come. */
    | 'watched'
    /** Another client may have spoilt what this component saw; its situation is played again by another component. */
    | 'component-repeated'
    | 'own-breach';
  /** One sentence for people: the thing, the value, what to do. */
  readonly text: string;
  /** The frame that it is about. */
  readonly frame?: number;
  readonly remote?: Address;
}

/** Octets that keep a flow open and are no message: line ends, NUL or nothing (RFC 5626 §4.4.1 leaves CR LF to streams). */
export interface KeepAlive extends OfComponent {
  readonly kind: 'keep-alive';
  readonly at: Millis;
  readonly direction: 'in' | 'out';
  readonly transport: TransportName;
  /** The simulator's side. */
  readonly local: Address;
  /** The client's side. */
  readonly remote: Address;
  readonly bytes: Buffer;
}

/** A client asks to turn a connection into a WebSocket (RFC 7118 §4.1). */
export interface WebSocketHandshake extends OfComponent {
  readonly kind: 'websocket-handshake';
  readonly at: Millis;
  /** The simulator's side. */
  readonly local: Address;
  /** The client's side. */
  readonly remote: Address;
  readonly connection: number;
  /** The sub-protocols that the client offers in Sec-WebSocket-Protocol, in its order. */
  readonly protocols: readonly string[];
}

/** What happened, in order; the only meeting point of the half that acts and the half that judges. */
export type TraceEvent =
  | MessageEvent
  | StimulusStarted
  | StimulusEnded
  | Indication
  | Note
  | KeepAlive
  | WebSocketHandshake
  | ComponentStarted;
