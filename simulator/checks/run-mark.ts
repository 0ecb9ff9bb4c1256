import { numberOf } from '../core/text-number';
import type { SipRequest } from '../sip/message';
import type { MessageEvent } from '../trace/event';
import type { ForgottenTag } from './check';
import { callIdOf } from './exchange';
import { ownCopy } from './own-copy';
import { tagOf } from './transaction-key';

/** What tells one run of a client from another; holds on to no message. */
export interface RunMark {
  readonly requestUri: string;
  readonly callId: number;
  /** The tag of From, as `numberOf` gives it; 0 for none. */
  readonly tag: number;
  readonly connection: number | undefined;
  /** The port that it came from. */
  readonly port: number;
}

export function markOf(message: SipRequest, { connection, remote }: MessageEvent): RunMark {
  return {
    requestUri: ownCopy(message.start.requestUri),
    callId: numberOf(callIdOf(message)),
    tag: tagNumberOf(message),
    connection,
    port: remote.port,
  };
}

/**
 * Whether a request comes from the same run of the client as another. A new process has new random tags and Call-IDs (RFC 3261 §8.1.1.4,
 * §19.3), but may be told to use the same port.
 */
export function isSameRun(
  before: RunMark,
  message: SipRequest,
  { connection, remote }: MessageEvent,
): ForgottenTag['isSameRun'] {
  if (connection !== undefined && connection === before.connection) return 'sure';
  if (before.callId === numberOf(callIdOf(message))) return 'sure';
  if (before.tag !== 0 && before.tag === tagNumberOf(message)) return 'sure';
  return connection === undefined && before.connection === undefined && before.port === remote.port
    ? 'likely'
    : undefined;
}

function tagNumberOf(message: SipRequest): number {
  const tag = tagOf(message, 'from');
  return tag === undefined ? 0 : numberOf(tag);
}
