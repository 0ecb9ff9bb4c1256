import { fieldsNamed } from '../sip/message';
import type { JudgeContext, Subject } from './check';
import { hasBody } from './settings-body';

/** A PUBLISH that sets, updates or refreshes the settings; a removal does none of these. */
export function isSettingOrRefreshing(subject: Subject): boolean {
  return subject.kind === 'settings-publish' && !isRemoval(subject);
}

/** PUBLISH with Expires: 0 and without a body takes a publication away (RFC 3903 §4.5, table 1). */
export function isRemoval({ kind, message }: Subject): boolean {
  if (kind !== 'settings-publish' || hasBody(message)) return false;
  const fields = fieldsNamed(message, 'expires');
  return fields.length === 1 && /^0+$/.test(fields[0]?.value ?? '');
}

/** A SUBSCRIBE for the settings, in a dialog or outside. */
export function isSettingsSubscribe({ kind }: Subject): boolean {
  return kind === 'settings-subscribe' || kind === 'settings-subscribe-in-dialog';
}

/** PICS sip_ip_core = ims. */
export function isIms({ pics }: JudgeContext): boolean {
  return pics.sip_ip_core === 'ims';
}
