import { fieldsNamed } from '../sip/message';
import type { Check, FormSubject, JudgeContext, Procedure, Subject, SubjectKind } from './check';
import { hasBody } from './settings-body';

/** Every request of the client. */
export const anyRequest: readonly SubjectKind[] = [
  'settings-publish',
  'settings-subscribe',
  'settings-subscribe-in-dialog',
  'publish-by-other-means',
  'retrieve-by-other-means',
  'register',
  'other-request',
];
/** A PUBLISH of the settings. */
export const publishOnly: readonly SubjectKind[] = ['settings-publish'];
/** A SUBSCRIBE for the settings outside a dialog. */
export const subscribeOnly: readonly SubjectKind[] = ['settings-subscribe'];
/** A SUBSCRIBE for the settings, in a dialog or outside. */
export const anySubscribe: readonly SubjectKind[] = ['settings-subscribe', 'settings-subscribe-in-dialog'];
/** PUBLISH and SUBSCRIBE of the settings that open a transaction outside a dialog. */
export const publishOrSubscribe: readonly SubjectKind[] = ['settings-publish', 'settings-subscribe'];
/** The requests of the client that this program is about. */
export const registerPublishOrSubscribe: readonly SubjectKind[] = [
  'register',
  'settings-publish',
  'settings-subscribe',
];
/** A REGISTER. */
export const registerOnly: readonly SubjectKind[] = ['register'];

/** The procedure of the change request that a kind of request belongs to. */
export const procedures: Readonly<Record<SubjectKind, Procedure>> = {
  'settings-publish': 'publish',
  'publish-by-other-means': 'publish',
  'settings-subscribe': 'retrieve',
  'settings-subscribe-in-dialog': 'retrieve',
  'retrieve-by-other-means': 'retrieve',
  register: 'other',
  'other-request': 'other',
};

/** A PUBLISH that sets, updates or refreshes the settings; a removal does none of these. */
export function isSettingOrRefreshing(subject: FormSubject): boolean {
  return subject.kind === 'settings-publish' && !isRemoval(subject);
}

/** PUBLISH with Expires: 0 and without a body takes a publication away (RFC 3903 §4.5, table 1). */
export function isRemoval({ kind, message }: FormSubject): boolean {
  if (kind !== 'settings-publish' || hasBody(message)) return false;
  const fields = fieldsNamed(message, 'expires');
  return fields.length === 1 && /^0+$/.test(fields[0]?.value ?? '');
}

/** PICS sip_ip_core = ims. */
export function isIms({ pics }: JudgeContext): boolean {
  return pics.sip_ip_core === 'ims';
}

/** Whether a check says anything of a request. */
export function looksAt(check: Check, subject: Subject, context: JudgeContext): boolean {
  return check.kinds.includes(subject.kind) && (check.appliesTo?.(subject, context) ?? true);
}
