import { firstField } from '../../sip/message';
import { publishOnly } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { isSound } from '../common/syntax-faults';
import { fail, inconc, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('no SIP-If-Match')];
const nothing: readonly Observation[] = [];

/**
 * RFC3903-4.2-1: the first PUBLISH of a publication has no SIP-If-Match (RFC 3903 §4.2). It is the first one of a client that was
 * given no entity-tag, unless it kept one from an earlier run, which PICS persistent_etag declares. A passive observer does not
 * know what was given out before it listened. With an entity-tag that was given out the PUBLISH is an update.
 */
export const noEntityTagAtFirst: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3903-4.2-1',
  kinds: publishOnly,
  appliesTo: isWholeAndNoRemoval,
  judge({ message, holdsNoTag }, { nextHop, pics }) {
    const field = firstField(message, 'sip-if-match');
    if (field === undefined) return met;
    const isKnown = holdsNoTag === true && nextHop !== undefined && isSound(field, message);
    if (!isKnown || pics.persistent_etag === true) return nothing;
    const what = `SIP-If-Match ${quoted(field.value)}, but the server has given out no entity-tag yet`;
    if (pics.persistent_etag === false) return [fail(what, { span: field.span })];
    return [
      inconc(`${what}; declare PICS persistent_etag if the client keeps one from an earlier run`, { span: field.span }),
    ];
  },
};
