import { type SettingKey, type Settings, settingKeys } from './settings';
import { readXml, type XmlElement } from './xml';

/** The media type of the settings document (RFC 4354 §6). */
export const documentType = 'application/poc-settings+xml';

const pocNamespace = 'urn:oma:params:xml:ns:poc:poc-settings';
const imNamespace = 'urn:oma:xml:im:service-settings';

/** Group and element of each setting; ISB is RFC 4354's own, the others stand in the namespace of the extension. */
const places: Readonly<Record<SettingKey, { prefix: '' | 'im:'; group: string; element: string }>> = {
  isb: { prefix: '', group: 'isb-settings', element: 'incoming-session-barring' },
  ipmb: { prefix: 'im:', group: 'ipmb-settings', element: 'incoming-pager-mode-barring' },
  vis: { prefix: 'im:', group: 'vis-settings', element: 'vis-status' },
  dms: { prefix: 'im:', group: 'deferred-settings', element: 'offline-delivery' },
  chs: { prefix: 'im:', group: 'hist-settings', element: 'hist-activation' },
};

/** Writes the document on one line; `entityId` tells this client from the user's other clients (RFC 4354 §5.4). */
export function writeDocument(settings: Settings, entityId: string): string {
  const entity = settingKeys.map((key) => settingElement(key, String(settings[key]))).join('');
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<poc-settings xmlns="${pocNamespace}" xmlns:im="${imNamespace}">` +
    `<entity id="${entityId}">${entity}</entity></poc-settings>`
  );
}

/** Replaces what a written document says of one setting; `undefined` leaves the setting out. For the faults. */
export function alterDocument(document: string, key: SettingKey, alter: (value: string) => string | undefined): string {
  for (const value of ['true', 'false']) {
    const altered = alter(value);
    const replacement = altered === undefined ? '' : settingElement(key, altered);
    const found = settingElement(key, value);
    if (document.includes(found)) return document.replace(found, replacement);
  }
  return document;
}

/**
 * Reads a notified document. Several entities (one per client of the user) are laid over each other, the last one wins;
 * no entity means that nothing is published (RFC 4354 §5.5). Unknown elements are ignored.
 * @throws Error when the text is not well-formed XML or the root is another one.
 */
export function readDocument(text: string): Partial<Settings> {
  const elements = readXml(text);
  const root = elements[0];
  if (root === undefined || root.namespace !== pocNamespace || root.name !== 'poc-settings') {
    throw new Error('the root element is not poc-settings of RFC 4354');
  }
  const found: Partial<Record<SettingKey, boolean>> = {};
  for (const element of elements) {
    const key = settingKeys.find((candidate) => isSetting(element, candidate));
    const value = booleanOf(element.attributes.get('active'));
    if (key !== undefined && value !== undefined) found[key] = value;
  }
  return found;
}

function settingElement(key: SettingKey, value: string): string {
  const { prefix, group, element } = places[key];
  return `<${prefix}${group}><${prefix}${element} active="${value}"/></${prefix}${group}>`;
}

function isSetting(element: XmlElement, key: SettingKey): boolean {
  const { prefix, group, element: name } = places[key];
  const namespace = prefix === '' ? pocNamespace : imNamespace;
  return (
    element.namespace === namespace &&
    element.name === name &&
    element.path.join('/') === `${pocNamespace} poc-settings/${pocNamespace} entity/${namespace} ${group}`
  );
}

/** xs:boolean after white-space collapse. */
function booleanOf(value: string | undefined): boolean | undefined {
  const word = value?.trim();
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : undefined;
}
