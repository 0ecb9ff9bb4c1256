import type { Address, Transport } from './address';

/** A request before it is sent, as plain data, so that a fault can change one thing and nothing else. */
export interface Draft {
  readonly method: string;
  readonly requestUri: string;
  /** URI of From. */
  readonly from: string;
  readonly fromName?: string;
  readonly fromTag: string;
  /** URI of To. */
  readonly to: string;
  /** Only within a dialog. */
  readonly toTag?: string;
  readonly callId: string;
  readonly cseq: number;
  /** Route values, topmost first, with angle brackets. */
  readonly route: readonly string[];
  /** All further header rows but Content-Type and Content-Length. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly contentType?: string;
  readonly body?: string;
  /** Via goes without `rport`; for the faults. */
  readonly noRport?: true;
  /** Via offers keep-alives (RFC 6223 §4.2). */
  readonly offersKeepAlives?: boolean;
  /** Where it is sent. */
  readonly nextHop: Address;
  /** Over what, where that is not the transport of the server. */
  readonly transport?: Transport;
}

/** The value of the first header row of that name, as written in the draft. */
export function headerOf(draft: Draft, name: string): string | undefined {
  return draft.headers.find(([key]) => key === name)?.[1];
}

/** The draft with that header set to `value`, or without it. */
export function withHeader(draft: Draft, name: string, value: string | undefined): Draft {
  const index = draft.headers.findIndex(([key]) => key === name);
  const headers = draft.headers.filter(([key]) => key !== name);
  if (value === undefined) return { ...draft, headers };
  const place = index === -1 ? headers.length : index;
  return { ...draft, headers: [...headers.slice(0, place), [name, value], ...headers.slice(place)] };
}
