import { isAscii, isUtf8 } from 'node:buffer';
import { formatAddress } from '../core/address';
import type { MessageEvent, TraceEvent } from './event';
import { formatTime } from './time-text';

/** What the judge has to know of the run beside its events, as plain JSON: IM Address, PICS, rules, next hop. */
export type TraceContext = Readonly<Record<string, unknown>> & { readonly imconf?: never; readonly version?: never };

/** Version of the trace format; readers refuse another. */
export const traceVersion = 1;

/** The first line of a trace, without its line end. */
export function encodeHeader(context: TraceContext): string {
  return oneLine(JSON.stringify({ imconf: 'trace', version: traceVersion, ...context }));
}

/** One event as one line, without its line end; `decodeEvent` gives the event back without loss. */
export function encodeEvent(event: TraceEvent): string {
  if (event.kind === 'message') return encodeMessage(event);
  const { kind, at, ...rest } = event;
  return oneLine(JSON.stringify({ kind, time: formatTime(at), at, ...rest, ...asText(event) }));
}

/** Addresses and octets as they stand in a row; a key that is `undefined` does not. */
function asText(event: Exclude<TraceEvent, MessageEvent>): Record<string, unknown> {
  switch (event.kind) {
    case 'note':
      return { remote: event.remote && formatAddress(event.remote) };
    case 'keep-alive':
      return { ...endsOf(event), bytes: undefined, ...contentOf('octets', event.bytes) };
    case 'websocket-handshake':
      return endsOf(event);
    default:
      return {};
  }
}

function endsOf({ local, remote }: Pick<MessageEvent, 'local' | 'remote'>): { local: string; remote: string } {
  return { local: formatAddress(local), remote: formatAddress(remote) };
}

/** Octets as text under `key` where they are UTF-8, else in base64. */
function contentOf(key: string, bytes: Buffer): Record<string, string> {
  return isUtf8(bytes) ? { [key]: bytes.toString('utf8') } : { base64: bytes.toString('base64') };
}

/** A message row has no `kind`: its `frame` and `direction` come first, for people and for grep. */
function encodeMessage(event: MessageEvent): string {
  const { frame, at, component, direction, transport, local, remote } = event;
  const { connection, captureFrame, truncated, bytes } = event;
  const ascii = isAscii(bytes);
  const line = JSON.stringify({
    frame,
    time: formatTime(at),
    at,
    component,
    late: event.late,
    direction,
    transport,
    local: formatAddress(local),
    remote: formatAddress(remote),
    connection,
    captureFrame,
    truncated,
    addressesUnknown: event.addressesUnknown,
    timeUnknown: event.timeUnknown,
    lineEndsUnknown: event.lineEndsUnknown,
    provocation: event.provocation,
    ...(ascii ? { message: bytes.toString('latin1') } : contentOf('message', bytes)),
  });
  // What behaviours are called is free text.
  return ascii && event.provocation === undefined ? line : oneLine(line);
}

/** JSON allows the line and paragraph separators of Unicode in a text, but readers of lines may break there. */
function oneLine(json: string): string {
  return json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
