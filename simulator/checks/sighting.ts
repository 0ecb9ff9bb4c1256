import type { Address } from '../core/address';
import type { Answer, Subject, TransportEvent } from './check';
import type { ClientHistory } from './client-history';
import type { Exchange } from './exchange';
import type { Form } from './form';
import type { TransactionBreach } from './transactions';

/** A request to judge, with whose it is. */
export interface Sighting {
  readonly subject: Subject;
  /** The IM Address of the client, and a key that is the same for all spellings of it. */
  readonly imAddress: string;
  readonly client: string;
  readonly stimulus: number | undefined;
  /** Its form, when requests of it came before. */
  readonly form: Form | undefined;
  /** The request and what came of it, for those who follow it up. */
  readonly exchange: Exchange;
}

/** A response to judge, with whose it is. */
export interface AnswerSighting {
  readonly answer: Answer;
  readonly client: string | undefined;
  readonly stimulus: number | undefined;
}

/** What is no message, with whose it is. */
export interface TransportSighting {
  readonly event: TransportEvent;
  readonly client: string | undefined;
  readonly stimulus: number | undefined;
  /** It was told of before, when nobody knew whose it is. */
  readonly isJudged?: true;
}

/** What an event brought. */
export interface Seen {
  readonly sightings: readonly Sighting[];
  /** A response of the client that is looked at. */
  readonly answer?: AnswerSighting;
  /** Octets between messages, or the start of a WebSocket; with a request the one that the client had begun with. */
  readonly transport?: TransportSighting;
  /** The request that the first final response of the simulator belongs to. */
  readonly answered?: Exchange;
  /** A source that nobody knows sent a request about settings of somebody else. */
  readonly stranger?: { readonly source: Address; readonly frame: number };
  /** A copy of a request that was judged, or one that may be judged at the end of the stimulus. */
  readonly isAccountedFor?: true;
  /** The client's request that a copy repeats, or that a response of the simulator belongs to. */
  readonly exchange?: Exchange;
  /** The client that a request or a stray response of the simulator went to, or that a response came from, where it is known. */
  readonly history?: ClientHistory;
  /** What a copy shows of the transaction of the request. */
  readonly breaches?: readonly TransactionBreach[];
}
