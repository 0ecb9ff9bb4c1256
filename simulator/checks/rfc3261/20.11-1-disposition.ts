import { readContentDisposition } from '../../sip/content-disposition';
import { firstField, type HeaderField } from '../../sip/message';
import { paramNamed } from '../../sip/params';
import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isSound } from '../common/syntax-faults';
import { fail, inconc, pass } from '../observe';
import { hasBody } from '../settings-body';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('a Content-Disposition under which the settings are read')];
const nothing: readonly Observation[] = [];

/** Types that say that the body is a session description, or something to be shown while the user is alerted. */
const others: ReadonlySet<string> = new Set(['session', 'early-session', 'alert', 'icon']);

/** The one under which a body is to be taken as what its media type says (RFC 3261 §20.11). */
const RENDER = 'render';

/**
 * RFC3261-20.11-1: a settings PUBLISH may have Content-Disposition, but not one under which a server leaves the settings unread or
 * takes them for something else (RFC 3261 §20.11). What other types mean to a server is not known, `by-reference` and the like
 * included.
 */
export const disposition: FormCheck = {
  requirement: 'RFC3261-20.11-1',
  kinds: publishOnly,
  appliesTo: (subject) => hasBody(subject.message) && hasWholeHeader(subject),
  judge({ message }) {
    const field = firstField(message, 'content-disposition');
    if (field === undefined || !isSound(field, message)) return nothing;
    return [judgeField(field)];
  },
};

function judgeField(field: HeaderField): Observation {
  const read = readContentDisposition(field);
  if (!read.ok) return fail(read.defect.message, { span: read.defect.span });
  const { type, typeSpan, params } = read.value;
  const what = `Content-Disposition ${quoted(field.value)}`;
  if (others.has(type)) return fail(what, { span: typeSpan });
  const handling = paramNamed(params, 'handling');
  if (handling?.value?.toLowerCase() === 'optional') return fail(what, { span: handling.span });
  if (type === RENDER || type.startsWith('by-')) return met[0] as Observation;
  return inconc(`${what} is of a type that is not known here`, { span: typeSpan });
}
