import { POC, ROOT } from '../../settings/schema';
import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { inMessage, readDocumentIn } from '../common/settings-document';
import { fail, info, pass } from '../observe';

const met: readonly Observation[] = [pass('the root of a settings document')];
const nothing: readonly Observation[] = [];

/** RFC4354-6-4: the root element is poc-settings in its namespace (RFC 4354 §6), or the one that the settings binding names. */
export const rootElement: FormCheck = {
  requirement: 'RFC4354-6-4',
  kinds: publishOnly,
  judge(subject, context) {
    const document = readDocumentIn(subject, context);
    if (document === undefined) return nothing;
    const { root } = context.binding;
    const span = inMessage(subject, document.root.span);
    if (document.isSettings) {
      if (root.ns === POC && root.name === ROOT) return met;
      return [...met, info('the root of the settings binding: this verdict depends on the profile', { span })];
    }
    const { ns, name } = document.root;
    const expected = `root element ${root.name} in namespace ${root.ns}`;
    return [fail(`root element ${shown(name)} in namespace ${shown(ns)}`, { expected, span })];
  },
};

/** Text of the document, not octets: escaped and cut. */
function shown(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
