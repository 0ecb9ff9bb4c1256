import type { Span } from '../core/span';
import { Cursor, commaList } from './cursor';
import { Field } from './field';
import type { HeaderField, Read } from './message';
import type { Params } from './params';
import { readParams } from './params';

/** One access network: its type or class with what is known of it. */
export interface AccessNetwork {
  /** As written. */
  readonly type: string;
  readonly params: Params;
  readonly span: Span;
}

/** P-Access-Network-Info = access-net-spec *(COMMA access-net-spec) (RFC 7315 §5.4) */
export function readAccessNetworks(field: HeaderField): Read<readonly AccessNetwork[]> {
  return Field.read(field, accessNetworks);
}

function accessNetworks(field: HeaderField): Read<readonly AccessNetwork[]> {
  const cursor = Cursor.of(field);
  return cursor.result(commaList(cursor, accessNetwork), 'access-net-spec');
}

/** access-net-spec = (access-type / access-class) *(SEMI access-info) */
function accessNetwork(cursor: Cursor): AccessNetwork | undefined {
  cursor.skipBlanks();
  const start = cursor.at;
  const type = cursor.token();
  if (type === undefined) return cursor.fail('access-type', 'no access type');
  const params = readParams(cursor);
  return params && { type, params, span: cursor.span(start, cursor.at) };
}
