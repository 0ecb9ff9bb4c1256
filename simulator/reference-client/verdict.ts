import type { Head } from './rows';

/** A request that arrived, as far as its answer depends on it. */
export interface Request {
  readonly method: string;
  readonly head: Head;
  /** Start line and header rows as they came. */
  readonly text: string;
  readonly body: string;
  readonly callId: string | undefined;
  readonly cseq: number;
  readonly fromTag: string | undefined;
  readonly toTag: string | undefined;
  /** The datagram ended before Content-Length octets of body. */
  readonly truncated: boolean;
  /** Octets of the datagram after the body. */
  readonly surplus: number;
}

/** A final answer. */
export interface FinalAnswer {
  readonly status: number;
  readonly headers?: readonly string[];
  /** Milliseconds until it goes out; at once when absent. */
  readonly after?: number;
  /** Provisional responses before it, each after that many milliseconds. */
  readonly first?: readonly { readonly status: number; readonly after: number }[];
  /** The final response goes out once more, unasked, after that many milliseconds. */
  readonly again?: number;
  /** Decides anew when `after` has passed. */
  readonly reconsider?: () => FinalAnswer;
}

/** The answer to a request, or nothing at all. */
export type Verdict = FinalAnswer | 'no answer';

/** What a NOTIFY is about, for the faults. */
export interface About {
  /** Whether Call-ID and To tag belong to a subscription: one that lives, one that is over, none. */
  readonly subscription: 'alive' | 'over' | 'none';
  /** Why it is over. */
  readonly ended: 'refused' | 'no notify' | 'terminated' | undefined;
  /** Whether the SUBSCRIBE has not been answered yet. */
  readonly early: boolean;
  /** To tag of the 2xx to the SUBSCRIBE, read when it is needed. */
  readonly answeredTag: () => string | undefined;
  /** From tag and CSeq number of the last NOTIFY that was accepted. */
  readonly notifierTag: string | undefined;
  readonly notifierCseq: number | undefined;
  /** The states notified before. */
  readonly states: readonly string[];
}

/** What is about no subscription at all. */
export const aboutNothing: About = {
  subscription: 'none',
  ended: undefined,
  early: false,
  answeredTag: () => undefined,
  notifierTag: undefined,
  notifierCseq: undefined,
  states: [],
};
