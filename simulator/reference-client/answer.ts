import type { Server } from './address';
import type { Head } from './rows';

/** The final response to a request. */
export interface Answer {
  readonly status: number;
  readonly reason: string;
  /** Header rows; none when nobody answered. */
  readonly head: Head;
  /** Made up here, because nobody answered (408) or nothing could be sent (503) (RFC 3261 §8.1.3.1). */
  readonly local: boolean;
  /** Nothing was sent, because the server asked for silence for that many seconds more (RFC 3261 §20.33). */
  readonly heldFor?: number;
}

/** 2xx; an unknown one counts as 200 (RFC 3261 §8.1.3.2). */
export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** An answer made up here, where no response came. */
export function localAnswer(status: 408 | 503, heldFor?: number): Answer {
  const reason = status === 408 ? 'Request Timeout' : 'Service Unavailable';
  const head = { startLine: '', rows: [] };
  return { status, reason, head, local: true, ...(heldFor !== undefined && { heldFor }) };
}

/** What became of a request that was not accepted, for people. */
export function describeFailure(method: string, { transport, host, port }: Server, answer: Answer): string {
  const { status, reason, local, heldFor } = answer;
  const server = `${transport.toLowerCase()}:${host}:${port}`;
  if (heldFor !== undefined) return `${method} is held back for another ${Math.ceil(heldFor)} s, as ${server} asked`;
  if (local && status === 408) return `no answer to ${method} from ${server} within 32 s`;
  if (local) return `${method} could not be sent to ${server}`;
  return `${method} was answered ${status} ${reason}`.trimEnd();
}
