import type { Span } from '../../core/span';
import type { SettingsDocument } from '../../settings/document';
import { settingKeys } from '../../settings/settings';
import type { SipMessage } from '../../sip/message';
import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { inMessage, settingsDocumentIn } from '../common/settings-document';
import { fail, pass } from '../observe';
import { octetsAt, quoted } from '../text';

const met: readonly Observation[] = [pass('values of the type xs:boolean')];
const nothing: readonly Observation[] = [];

/**
 * RFC4354-6-8: a setting is an xs:boolean: true, false, 1 or 0 after white-space collapse, in this letter case (RFC 4354 §6.1). The
 * part of item 7 of clause 6.1.1.1 that the setting belongs to fails for such a value, too. A value that is missing is none: that
 * is told by RFC4354-6-7 for ISB and by item 7.
 */
export const booleanSettings: FormCheck = {
  requirement: 'RFC4354-6-8',
  kinds: publishOnly,
  judge(subject, context) {
    const document = settingsDocumentIn(subject, context);
    if (document === undefined) return nothing;
    if (document.notBoolean.length === 0) return hasSettings(document) ? met : nothing;
    return document.notBoolean.map((span) => notBoolean(subject.message, inMessage(subject, span)));
  },
};

function hasSettings({ settings }: SettingsDocument): boolean {
  for (const key of settingKeys) if (settings[key].found.length > 0) return true;
  return false;
}

function notBoolean(message: SipMessage, span: Span): Observation {
  const value = octetsAt(message, span);
  if (value === '') return fail('an empty value', { actual: 'an empty value', span });
  return fail(`value ${quoted(value)}`, { span });
}
