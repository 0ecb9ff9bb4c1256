import { type AcValue, readAcceptContact } from '../../sip/accept-contact';
import type { Defect, HeaderField, SipMessage } from '../../sip/message';
import type { Param } from '../../sip/params';

/** One value of Accept-Contact or Reject-Contact. */
export interface PreferenceValue extends AcValue {
  /** Reject-Contact: an `rc-value`, which has no flags (RFC 3841 §10). */
  readonly isReject: boolean;
}

/** A row of one of the two that cannot be read. */
export interface UnreadablePreference {
  readonly field: HeaderField;
  readonly defect: Defect;
  readonly isReject: boolean;
}

/** The caller preferences of a message (RFC 3841), rows in long and compact form together. */
export interface Preferences {
  readonly values: readonly PreferenceValue[];
  readonly unreadable: readonly UnreadablePreference[];
}

/** The message that was looked at last, and its preferences: half a dozen checks ask, one after the other. */
let lastMessage: SipMessage | undefined;
let lastPreferences: Preferences | undefined;

/** The caller preferences of a message; `undefined` without any. Both header fields have the same grammar, flags aside. */
export function preferencesOf(message: SipMessage): Preferences | undefined {
  if (message === lastMessage) return lastPreferences;
  lastMessage = message;
  lastPreferences = read(message);
  return lastPreferences;
}

function read({ headers }: SipMessage): Preferences | undefined {
  let found: { values: PreferenceValue[]; unreadable: UnreadablePreference[] } | undefined;
  for (const field of headers) {
    const isReject = field.key === 'reject-contact';
    if (!isReject && field.key !== 'accept-contact') continue;
    found ??= { values: [], unreadable: [] };
    const row = readAcceptContact(field);
    if (!row.ok) found.unreadable.push({ field, defect: row.defect, isReject });
    else for (const { star, params, span } of row.value) found.values.push({ star, params, span, isReject });
  }
  return found;
}

/** Whether a parameter is one of the flags of Accept-Contact (RFC 3841 §10, `request-param`). */
export function isFlag({ key }: Param): boolean {
  return key === 'require' || key === 'explicit';
}
