import { readAccept } from '../../sip/accept';
import { readMediaType } from '../../sip/media-type';
import { fieldsNamed, firstField, type SipMessage } from '../../sip/message';
import { fail, inconc, pass } from '../observe';
import { CORRECTION, correctionOf, isRefusedWith } from '../provoked/corrections';
import type { ProvokedCheck } from '../provoked/provoked-check';
import { quoted } from '../text';

const unsupported: ReadonlySet<number> = new Set([415]);

/** The three things of a body that a 415 may be about, with the header field of the response that lists what is right. */
const aspects = [
  { key: 'content-type', listedIn: 'accept' },
  { key: 'content-encoding', listedIn: 'accept-encoding' },
  { key: 'content-language', listedIn: 'accept-language' },
] as const;

type Aspect = (typeof aspects)[number];

/**
 * RFC3261-8.1.3.5-3: after 415 the client tries again only with types, encodings and languages of the body that the response lists (RFC
 * 3261 §8.1.3.5, §21.4.13), or not at all. Where the response lists what was sent, nothing can be said.
 */
export const listedTypes: ProvokedCheck = {
  requirement: 'RFC3261-8.1.3.5-3',
  on: ['refused'],
  isProvokedBy: (cause) =>
    isRefusedWith(cause, unsupported) &&
    cause.tx.kind === 'settings-publish' &&
    aspects.some(({ listedIn }) => firstField(cause.response.message, listedIn) !== undefined),
  window: CORRECTION,
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'refused') return [];
    const { message } = cause.response;
    const { frame: otherFrame } = cause.event;
    if (aspects.every((aspect) => unlisted(cause.tx.message, message, aspect) === undefined)) {
      return [{ observation: inconc(`the 415 of frame ${otherFrame} lists what the request had`, { otherFrame }) }];
    }
    const retry = correctionOf(episode);
    if (retry === undefined) return isOver ? [{ observation: pass('no further attempt after 415') }] : undefined;
    const { event, message: request } = retry.tx;
    for (const aspect of aspects) {
      const field = unlisted(request, message, aspect);
      if (field === undefined) continue;
      const listed = fieldsNamed(message, aspect.listedIn).map(({ value }) => value);
      const text = `${field.name} ${quoted(field.value)}, which the 415 of frame ${otherFrame} does not list`;
      const details = { expected: listed.join(', ') || 'none', otherFrame, span: field.span };
      return [{ observation: fail(text, details), evidence: event }];
    }
    return [{ observation: pass('a body that the 415 lists'), evidence: event }];
  },
};

/** The field of a request whose value the response does not list; `undefined` where it lists none at all. */
function unlisted(request: SipMessage, response: SipMessage, { key, listedIn }: Aspect) {
  const field = firstField(request, key);
  const rows = fieldsNamed(response, listedIn);
  if (field === undefined || rows.length === 0) return undefined;
  if (key === 'content-type') {
    const type = readMediaType(field);
    const lists = rows.map((row) => readAccept(row));
    if (!type.ok || lists.some(({ ok }) => !ok)) return undefined;
    const ranges = lists.flatMap((list) => (list.ok ? list.value.map((range) => range.type) : []));
    return ranges.some((range) => isIn(type.value.type, range)) ? undefined : field;
  }
  const listed = rows
    .flatMap(({ value }) => value.split(','))
    .map((item) => (item.split(';', 1)[0] ?? '').trim().toLowerCase());
  const values = field.value.split(',').map((item) => item.trim().toLowerCase());
  return listed.includes('*') || values.every((value) => listed.includes(value)) ? undefined : field;
}

function isIn(type: string, range: string): boolean {
  return range === '*/*' || range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));
}
