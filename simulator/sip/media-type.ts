import type { Span } from '../core/span';
import { Cursor } from './cursor';
import { Field } from './field';
import type { HeaderField, Read } from './message';
import type { Params } from './params';
import { readParams } from './params';
import { shown } from './shown';

export interface MediaType {
  /** `type/subtype` in lower case, without the blanks that may stand around the slash. */
  readonly type: string;
  readonly typeSpan: Span;
  readonly params: Params;
}

/** Content-Type = m-type SLASH m-subtype *(SEMI m-parameter); a parameter has a value here (RFC 3261 §20.15). */
export function readMediaType(field: HeaderField): Read<MediaType> {
  return Field.read(field, mediaTypeRow);
}

function mediaTypeRow(field: HeaderField): Read<MediaType> {
  const cursor = Cursor.of(field);
  const media = mediaRange(cursor);
  const flag = media?.params.find((param) => param.value === undefined);
  if (flag === undefined) return cursor.result(media, 'media-type');
  const message = `parameter ${shown(flag.name)} has no value`;
  return { ok: false, defect: { rule: 'm-parameter', message, span: flag.span } };
}

/** media-range with its parameters; "*" is a token character, so one rule reads types and ranges. */
export function mediaRange(cursor: Cursor): MediaType | undefined {
  const start = cursor.at;
  const type = cursor.token();
  const subtype = type !== undefined && cursor.separator('/') ? cursor.token() : undefined;
  const end = cursor.at;
  if (type === undefined || subtype === undefined) {
    return cursor.fail('media-type', 'a media type is type "/" subtype', start);
  }
  const params = readParams(cursor);
  return params && { type: `${type}/${subtype}`.toLowerCase(), typeSpan: cursor.span(start, end), params };
}
