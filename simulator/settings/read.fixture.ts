import { omaImDefault } from './binding';
import type { SettingsDocument, XmlProblem } from './document';
import { readDocument } from './read';
import type { Settings } from './settings';
import { settingKeys } from './settings';

export const poc = 'urn:oma:params:xml:ns:poc:poc-settings';
export const im = 'urn:oma:xml:im:service-settings';

/** The one-line document of fact sheet 12.4. */
export const oneLine =
  '<?xml version="1.0" encoding="UTF-8"?>' +
  `<poc-settings xmlns="${poc}" xmlns:im="${im}">` +
  '<entity id="urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF">' +
  '<isb-settings><incoming-session-barring active="false"/></isb-settings>' +
  '<im:ipmb-settings><im:incoming-pager-mode-barring active="false"/></im:ipmb-settings>' +
  '<im:vis-settings><im:vis-status active="true"/></im:vis-settings>' +
  '<im:deferred-settings><im:offline-delivery active="true"/></im:deferred-settings>' +
  '<im:hist-settings><im:hist-activation active="false"/></im:hist-settings>' +
  '</entity></poc-settings>';

/** What `oneLine` says. */
export const oneLineSettings: Settings = { isb: false, ipmb: false, vis: true, dms: true, chs: false };

/** All 32 sets of values. */
export const combinations: readonly Settings[] = Array.from({ length: 32 }, (_, bits) => {
  const entries = settingKeys.map((key, index) => [key, (bits & (1 << index)) !== 0] as const);
  return Object.fromEntries(entries) as Settings;
});

/** Reads a document that has to be accepted. */
export function accepted(text: string | Buffer, binding = omaImDefault): SettingsDocument {
  const result = readDocument(Buffer.from(text as string), binding);
  if (!result.ok) throw new Error(`refused: ${result.problem.message}`);
  return result.document;
}

/** Reads a document that has to be refused. */
export function refused(text: string | Buffer): XmlProblem {
  const result = readDocument(Buffer.from(text as string), omaImDefault);
  if (result.ok) throw new Error('accepted');
  return result.problem;
}
