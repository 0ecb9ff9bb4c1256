import type { SipMessage } from '../../sip/message';
import type { Observation } from '../check';
import { fail } from '../observe';
import { type PreferenceValue, preferencesOf } from './preferences';

const nothing: readonly Observation[] = [];

/** A base tag, and what one of its values has to list. */
interface Listed {
  readonly tag: 'methods' | 'events';
  readonly wanted: string;
}

/**
 * Some value of Accept-Contact has a base tag that lists something (RFC 3841 §5.2). Nothing without Accept-Contact, and where a row
 * of it cannot be read: it may stand there.
 */
export function judgeListed(message: SipMessage, listed: Listed, met: readonly Observation[]): readonly Observation[] {
  const preferences = preferencesOf(message);
  if (preferences === undefined) return nothing;
  let first: PreferenceValue | undefined;
  for (const value of preferences.values) {
    if (value.isReject) continue;
    if (lists(value, listed)) return met;
    first ??= value;
  }
  const isHidden = preferences.unreadable.some(({ isReject }) => !isReject);
  if (first === undefined || isHidden) return nothing;
  const expected = `a parameter ${listed.tag}="${listed.wanted}"`;
  return [fail(`no ${listed.tag} parameter that lists ${listed.wanted}`, { expected, span: first.span })];
}

/** Tag values are compared without regard to letter case (RFC 3840 §9, RFC 2533 §4). */
function lists({ params }: PreferenceValue, { tag, wanted }: Listed): boolean {
  for (const { key, value } of params) {
    if (key !== tag || value === undefined) continue;
    if (value.split(',').some((element) => element.trim().toLowerCase() === wanted.toLowerCase())) return true;
  }
  return false;
}
