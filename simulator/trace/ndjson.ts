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
  const row = { kind, time: formatTime(at), at, ...rest };
  if (event.kind === 'note' && event.remote !== undefined) {
    return oneLine(JSON.stringify({ ...row, remote: formatAddress(event.remote) }));
  }
  return oneLine(JSON.stringify(row));
}

/** A message row has no `kind`: its `frame` and `direction` come first, for people and for grep. */
function encodeMessage({ frame, at, direction, transport, local, remote, connection, bytes }: MessageEvent): string {
  const ascii = isAscii(bytes);
  const content = ascii
    ? { message: bytes.toString('latin1') }
    : isUtf8(bytes)
      ? { message: bytes.toString('utf8') }
      : { base64: bytes.toString('base64') };
  const line = JSON.stringify({
    frame,
    time: formatTime(at),
    at,
    direction,
    transport,
    local: formatAddress(local),
    remote: formatAddress(remote),
    connection,
    ...content,
  });
  return ascii ? line : oneLine(line);
}

/** JSON allows the line and paragraph separators of Unicode in a text, but readers of lines may break there. */
function oneLine(json: string): string {
  return json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
