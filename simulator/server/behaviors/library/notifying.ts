import type { Action } from '../behavior';
import type { ScriptedNotify } from '../own-request';
import { entry, type LibraryEntry, normal, retrieval } from './entry';

/** The NOTIFY that ends a fetch, as the server sends it without a behaviour. */
export const last: ScriptedNotify = {};
/** One that leaves the dialog alive. */
export const active: ScriptedNotify = { state: 'active;expires=60' };
/** Milliseconds from one NOTIFY to the next. */
export const THEN = 1_000;

/** A retrieval that is answered as ever, and these NOTIFYs behind it. */
export function notifies(
  name: string,
  provokes: readonly string[],
  notify: readonly ScriptedNotify[],
  more: Partial<Action> = {},
): LibraryEntry {
  return entry(name, provokes, retrieval.on, { answers: [normal()], notify, ...more });
}

/** One odd NOTIFY that keeps the dialog alive, a clean one behind it. */
export function oddFirst(name: string, provokes: readonly string[], odd: ScriptedNotify): LibraryEntry {
  return notifies(name, provokes, [
    { ...active, ...odd },
    { ...last, after: THEN },
  ]);
}
