import { readIdentity } from '../../sip/identity';
import { fieldsNamed, firstField, type SipMessage } from '../../sip/message';
import type { NameAddr } from '../../sip/name-addr';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('one URI, or one sip(s) and one tel URI')];
const nothing: readonly Observation[] = [];

/**
 * RFC3325-9.2-1: P-Preferred-Identity has one sip, sips or tel URI, or one sip(s) and one tel URI, over all its rows (RFC 3325 §9.2,
 * RFC 5876 §4.5). A row that cannot be read breaks RFC3325-9.2-2, and nothing is counted then; an empty one breaks this entry.
 */
export const preferredIdentities: FormCheck = {
  requirement: 'RFC3325-9.2-1',
  kinds: anyRequest,
  judge({ message }) {
    if (firstField(message, 'p-preferred-identity') === undefined) return nothing;
    const empty = fieldsNamed(message, 'p-preferred-identity').find(({ value }) => value === '');
    if (empty !== undefined) return [fail('P-Preferred-Identity without a value', { span: empty.span })];
    const values = valuesIn(message);
    if (values === undefined) return nothing;
    const surplus = surplusIn(values);
    return surplus === undefined ? met : [surplus];
  },
};

function valuesIn(message: SipMessage): readonly NameAddr[] | undefined {
  const values: NameAddr[] = [];
  for (const field of fieldsNamed(message, 'p-preferred-identity')) {
    const read = readIdentity(field);
    if (!read.ok) return undefined;
    values.push(...read.value);
  }
  return values;
}

/** The first value that may not stand there, with those before it. */
function surplusIn(values: readonly NameAddr[]): Observation | undefined {
  let hasSip = false;
  let hasTel = false;
  for (const { uri, parsed, span } of values) {
    if (parsed.kind === 'other') return fail(`${quoted(uri)} is no sip, sips or tel URI`, { span });
    const isTel = parsed.kind === 'tel';
    if (isTel ? hasTel : hasSip) return fail(`a second ${isTel ? 'tel' : 'sip(s)'} URI ${quoted(uri)}`, { span });
    if (isTel) hasTel = true;
    else hasSip = true;
  }
  return undefined;
}
