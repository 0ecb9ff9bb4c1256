import { readRemembered } from '../../settings/read-remembered';
import { settingKeys } from '../../settings/settings';
import { bodyOf, type SipRequest } from '../../sip/message';
import type { JudgeContext } from '../check';
import { hasBody } from '../settings-body';

type DocumentOddity = 'empty-document' | 'several-entities' | 'foreign-extensions' | 'unclear';

const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * What is out of the ordinary in the document of a NOTIFY (RFC 4354 §5.5, §6). Documents are read only where a look at their
 * text shows that they are none with one entity and the namespaces of the binding: notifications come by in great numbers.
 */
export function documentOddity(notify: SipRequest, context: JudgeContext): DocumentOddity | undefined {
  const text = notify.text.slice(notify.body.start, notify.body.end);
  if (entitiesIn(text, context) === 1 && !hasForeignNamespace(text, context)) return undefined;
  const read = readRemembered(bodyOf(notify), context.binding);
  if (!read.ok || !read.document.isSettings) return 'unclear';
  const { entities, schema } = read.document;
  if (schema?.invalid !== undefined) return 'unclear';
  const isForeign = hasForeignNamespace(text, context);
  if (entities.length !== 1) {
    if (isForeign) return 'unclear';
    return entities.length === 0 ? 'empty-document' : 'several-entities';
  }
  return isForeign ? 'foreign-extensions' : undefined;
}

/**
 * Whether a NOTIFY has no document, or one that a client of this profile has to be able to read: well-formed, a settings document, valid,
 * and no setting stated twice within one entity. Asked only where the client refused it.
 */
export function hasSoundDocument(notify: SipRequest, context: JudgeContext): boolean {
  if (!hasBody(notify)) return true;
  const read = readRemembered(bodyOf(notify), context.binding);
  if (!read.ok || !read.document.isSettings || read.document.schema?.invalid !== undefined) return false;
  const { settings } = read.document;
  return settingKeys.every((key) => {
    const places = settings[key].found.map(({ entity }) => entity);
    return new Set(places).size === places.length;
  });
}

function entitiesIn(text: string, { binding }: JudgeContext): number {
  const tag = tagOfEntity(binding.entity.name);
  tag.lastIndex = 0;
  let count = 0;
  while (tag.test(text)) count += 1;
  return count;
}

let entity = { name: '', tag: /^/g };

/** The start tag of an entity with any prefix; made once for a binding. */
function tagOfEntity(name: string): RegExp {
  if (entity.name !== name) entity = { name, tag: new RegExp(`<(?:[\\w.-]+:)?${name}[\\s/>]`, 'g') };
  return entity.tag;
}

const namespace = /xmlns(?::[\w.-]+)?\s*=\s*(["'])(.*?)\1/gs;

function hasForeignNamespace(text: string, { binding }: JudgeContext): boolean {
  namespace.lastIndex = 0;
  for (let found = namespace.exec(text); found !== null; found = namespace.exec(text)) {
    const [, , name = ''] = found;
    if (name === binding.root.ns || name === binding.entity.ns || name === SCHEMA_INSTANCE) continue;
    if (!settingKeys.some((key) => binding.settings[key].ns === name)) return true;
  }
  return false;
}
