import { publishOnly } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { inMessage, settingsDocumentIn } from '../common/settings-document';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('the entity id of the publication')];
const nothing: readonly Observation[] = [];

/**
 * RFC4354-5.16-1: the entity id identifies the client, so it stays the same (RFC 4354 §5.16, §6). Compared along a publication,
 * which belongs to one client for sure: an update names it in SIP-If-Match. A first publication may be that of another device of the
 * user, or of a client that was installed anew.
 */
export const constantEntityId: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC4354-5.16-1',
  kinds: publishOnly,
  judge(subject, context) {
    const { published, body } = subject;
    if (published?.entityId === undefined || body === undefined) return nothing;
    const [entity, ...others] = settingsDocumentIn(subject, context)?.entities ?? [];
    if (entity?.id === undefined || others.length > 0) return nothing;
    if (entity.id === published.entityId) return met;
    const expected = `the entity id of the publication (frame ${published.frame}): ${JSON.stringify(published.entityId.slice(0, 200))}`;
    return [
      fail('another entity id in an update of a publication', {
        expected,
        span: inMessage(subject, entity.span),
        otherFrame: published.frame,
      }),
    ];
  },
};
