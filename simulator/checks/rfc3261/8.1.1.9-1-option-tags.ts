import type { HeaderField } from '../../sip/message';
import { readOptionTags, readSupported } from '../../sip/option-tags';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isSound } from '../common/syntax-faults';
import { fail, pass, warn } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';
import { registeredOptionTags } from './registered-option-tags';

const met: readonly Observation[] = [pass('registered option tags only')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-8.1.1.9-1: the option tags in Supported, Require and Proxy-Require are registered ones of standards track documents
 * (RFC 3261 §8.1.1.9, §20.32). The list may be outdated, so an unknown tag in Supported, which obliges nobody, is a remark.
 */
export const optionTags: FormCheck = {
  requirement: 'RFC3261-8.1.1.9-1',
  kinds: anyRequest,
  appliesTo: hasWholeHeader,
  judge({ message }) {
    let isThere = false;
    let found: Observation[] | undefined;
    for (const field of message.headers) {
      if (field.key !== 'supported' && field.key !== 'require' && field.key !== 'proxy-require') continue;
      if (!isSound(field, message)) continue;
      isThere = true;
      const seen = judgeRow(field);
      if (seen === undefined) continue;
      if (found === undefined) found = [seen];
      else found.push(seen);
    }
    return found ?? (isThere ? met : nothing);
  },
};

function judgeRow(field: HeaderField): Observation | undefined {
  const isSupported = field.key === 'supported';
  const read = isSupported ? readSupported(field) : readOptionTags(field);
  if (!read.ok) return fail(read.defect.message, { span: read.defect.span });
  if (read.value.every(isRegistered)) return undefined;
  const unknown = read.value.filter((tag) => !isRegistered(tag)).map(quoted);
  const what = `${field.name} lists ${unknown.join(', ')}`;
  const details = { expected: 'option tags that are registered', span: field.valueSpan };
  return isSupported ? warn(what, details) : fail(what, details);
}

function isRegistered(tag: string): boolean {
  return registeredOptionTags.has(tag) || registeredOptionTags.has(tag.toLowerCase());
}
