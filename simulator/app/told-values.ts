import type { Binding } from '../settings/binding';
import { statedValues } from '../settings/document';
import { readDocument } from '../settings/read';
import { type Settings, settingKeys } from '../settings/settings';
import type { SipMessage } from '../sip/message';

/**
 * What a PUBLISH states otherwise than the client was told to publish, such as `ISB not active`: a person may have set it so. Empty
 * where the body is no settings document that can be read, for then nobody mistook a value.
 */
export function differencesFrom(told: Settings, message: SipMessage, binding: Binding): readonly string[] {
  const read = readDocument(message.bytes.subarray(message.body.start, message.body.end), binding);
  if (!read.ok || !read.document.isSettings) return [];
  const stated = statedValues(read.document);
  return settingKeys
    .filter((key) => stated[key] !== undefined && stated[key] !== told[key])
    .map((key) => `${key.toUpperCase()} ${stated[key] ? 'active' : 'not active'}`);
}
