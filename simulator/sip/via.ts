import type { Span } from '../core/span';
import { Cursor, commaList, readRows } from './cursor';
import { Field } from './field';
import { isHost } from './host';
import type { HeaderField, Read, SipMessage } from './message';
import { fieldsNamed } from './message';
import type { Params } from './params';
import { paramNamed, readParams, tokenValue } from './params';
import { shown } from './shown';
import type { Writable } from './writable';

/** One `via-parm` (RFC 3261 §20.42). */
export interface Via {
  readonly protocol: string;
  readonly version: string;
  /** As written: `UDP`, `TCP`, … */
  readonly transport: string;
  readonly host: string;
  readonly port?: number;
  readonly params: Params;
  readonly branch?: string;
  readonly received?: string;
  /** The port, or `true` for a parameter without a value, which asks for it (RFC 3581 §3). */
  readonly rport?: number | true;
  readonly span: Span;
  readonly field: HeaderField;
}

/** All Via values from the top down; none without a Via row. */
export function readVias(message: SipMessage): Read<readonly Via[]> {
  return readRows(fieldsNamed(message, 'via'), readVia);
}

/** Reads one row. */
export function readVia(field: HeaderField): Read<readonly Via[]> {
  return Field.read(field, viaRow);
}

function viaRow(field: HeaderField): Read<readonly Via[]> {
  const cursor = Cursor.of(field);
  const list = commaList(cursor, (at) => viaParm(at, field));
  return cursor.result(list, 'Via');
}

/** via-parm = sent-protocol LWS sent-by *(SEMI via-params) */
function viaParm(cursor: Cursor, field: HeaderField): Via | undefined {
  const start = cursor.at;
  const via = sentProtocol(cursor, field);
  if (via === undefined) return undefined;
  const afterProtocol = cursor.at;
  cursor.skipBlanks();
  if (cursor.at === afterProtocol) return cursor.fail('via-parm', 'a blank is due between sent-protocol and sent-by');
  if (!readSentBy(cursor, via)) return undefined;
  const params = readParams(cursor);
  if (params === undefined || !takeViaParams(cursor, via, params)) return undefined;
  via.span = cursor.span(start, cursor.at);
  return via;
}

/** sent-protocol = protocol-name SLASH protocol-version SLASH transport */
function sentProtocol(cursor: Cursor, field: HeaderField): Writable<Via> | undefined {
  const protocol = cursor.token();
  const version = protocol !== undefined && cursor.separator('/') ? cursor.token() : undefined;
  const transport = version !== undefined && cursor.separator('/') ? cursor.token() : undefined;
  if (protocol === undefined || version === undefined || transport === undefined) {
    return cursor.fail('sent-protocol', 'sent-protocol is name "/" version "/" transport');
  }
  return { protocol, version, transport, host: '', params: [], span: field.valueSpan, field };
}

/** sent-by = host [COLON port] */
function readSentBy(cursor: Cursor, via: Writable<Via>): boolean {
  const start = cursor.at;
  if (cursor.peek() === '[') cursor.at = Math.max(cursor.text.indexOf(']', start) + 1, start);
  else cursor.token();
  via.host = cursor.text.slice(start, cursor.at);
  if (!isHost(via.host)) {
    cursor.fail('host', `${shown(via.host)} is no host`, start, cursor.at);
    return false;
  }
  if (!cursor.separator(':')) return true;
  const portStart = cursor.at;
  via.port = Number(cursor.digits() ?? Number.NaN);
  if (via.port <= 65_535) return true;
  cursor.fail('port', 'the port of sent-by is no number up to 65535', portStart, cursor.at);
  return false;
}

/** via-params that have a meaning for us; in another form than theirs they are generic parameters without it. */
function takeViaParams(cursor: Cursor, via: Writable<Via>, params: Params): boolean {
  via.params = params;
  const branch = tokenValue(params, 'branch');
  if (branch !== undefined) via.branch = branch;
  const received = tokenValue(params, 'received');
  if (received !== undefined) via.received = received;
  const rport = paramNamed(params, 'rport');
  if (rport === undefined) return true;
  via.rport = rport.value === undefined ? true : Number(rport.value);
  if (rport.value === undefined || /^[0-9]{1,5}$/.test(rport.value)) return true;
  cursor.failAt('response-port', `rport ${shown(rport.value)} is no port`, rport.span);
  return false;
}
