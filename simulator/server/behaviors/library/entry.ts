import type { Action, Behavior, Match, Script, ScriptedAnswer } from '../behavior';
import type { Row } from '../wire';

/** A ready-made script. */
export interface LibraryEntry {
  /** What a server does that has it in force; completes "a server that ...". */
  readonly name: string;
  /** The requirements whose exercise it serves. */
  readonly provokes: readonly string[];
  readonly script: Script;
}

/** A request that families of behaviours are about. */
export interface Target {
  /** As it stands in names. */
  readonly name: string;
  readonly method: 'PUBLISH' | 'SUBSCRIBE' | 'REGISTER';
  readonly on: Match;
}

/** A PUBLISH without an entity-tag (RFC 3903 §4.2). */
export const firstPublication: Target = {
  name: 'a first publication',
  method: 'PUBLISH',
  on: { method: 'PUBLISH', hasEntityTag: false },
};

/** A PUBLISH that changes, refreshes or removes a publication (RFC 3903 §4.3 to §4.5). */
export const change: Target = {
  name: 'a change',
  method: 'PUBLISH',
  on: { method: 'PUBLISH', hasEntityTag: true },
};

/** A SUBSCRIBE to the settings outside a dialog. */
export const retrieval: Target = {
  name: 'a retrieval',
  method: 'SUBSCRIBE',
  on: { method: 'SUBSCRIBE', isInDialog: false, event: '{package}' },
};

/** A REGISTER that does not end a registration. */
export const registration: Target = {
  name: 'a registration',
  method: 'REGISTER',
  on: { method: 'REGISTER', asksForEnd: false },
};

/** The four requests that a client makes to get its work done. */
export const targets: readonly Target[] = [firstPublication, change, retrieval, registration];

/** An entry whose script is one behaviour of the same name. */
export function entry(
  name: string,
  provokes: readonly string[],
  on: Match,
  action: Action,
  times: Behavior['times'] = 1,
): LibraryEntry {
  return { name, provokes, script: [{ name, on, times, do: action }] };
}

/** An entry whose script is several behaviours; all are counted under its name. */
export function script(
  name: string,
  provokes: readonly string[],
  behaviors: readonly Omit<Behavior, 'name'>[],
): LibraryEntry {
  return { name, provokes, script: behaviors.map((behavior) => ({ name, ...behavior })) };
}

/** The answer of the Endpoint, changed. */
export function normal(changes: Omit<ScriptedAnswer, 'with'> = {}): ScriptedAnswer {
  return { with: 'normal', ...changes };
}

/** An answer of its own. */
export function status(
  code: number,
  rows: readonly Row[] = [],
  changes: Omit<ScriptedAnswer, 'with'> = {},
): ScriptedAnswer {
  return { with: { status: code, ...(rows.length > 0 && { rows }) }, ...changes };
}
