import { readEvent } from '../../sip/event';
import { firstField } from '../../sip/message';
import { anySubscribe } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('the id of Event as in the SUBSCRIBE before')];
const nothing: readonly Observation[] = [];

/**
 * RFC3265-3.1.2-2: an id in Event is repeated unchanged in each SUBSCRIBE of that subscription (RFC 3265 §3.1.2), octet for octet.
 * Compared with the SUBSCRIBE that was seen first in the dialog; RFC 3265 lets a dialog hold several subscriptions with ids of their
 * own, which is why the breach is a warning. Without an id in either there is nothing to compare.
 */
export const sameId: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3265-3.1.2-2',
  kinds: anySubscribe,
  appliesTo: ({ dialog }) => dialog?.event !== undefined && dialog.madeBy === undefined,
  judge({ message, dialog }) {
    const first = dialog?.event;
    const field = firstField(message, 'event');
    const read = field === undefined ? undefined : readEvent(field);
    if (first === undefined || field === undefined || !read?.ok) return nothing;
    const { id } = read.value;
    if (id === undefined && first.id === undefined) return nothing;
    if (id === first.id) return met;
    const expected =
      first.id === undefined ? `no id, as in frame ${first.frame}` : `id=${first.id}, as in frame ${first.frame}`;
    const text = id === undefined ? 'Event without the id of its subscription' : `Event with the id ${quoted(id)}`;
    return [fail(text, { expected, span: field.valueSpan, otherFrame: first.frame })];
  },
};
