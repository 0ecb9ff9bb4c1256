import type { Operation } from '../iut/upper-tester';
import type { Settings } from '../settings/settings';

/** What "the settings" are in scenarios that leave the values open, what they are changed to, and what after that. */
export const firstSettings: Settings = { isb: true, ipmb: false, vis: true, dms: false, chs: true };
export const changedSettings: Settings = { isb: false, ipmb: true, vis: false, dms: true, chs: false };
const thirdSettings: Settings = { ...changedSettings, chs: true };

/** One thing that the client is made to do. */
export interface Move {
  readonly operation: Operation | 'restart';
  readonly settings?: Settings;
  /** The next move follows without waiting for what comes of this one. */
  readonly isHurried?: true;
}

const register: Move = { operation: 'register' };
const publish: Move = { operation: 'publish', settings: firstSettings };
const change: Move = { operation: 'publish', settings: changedSettings };
const changeAgain: Move = { operation: 'publish', settings: thirdSettings };
const retrieve: Move = { operation: 'retrieve' };

/**
 * What the sentences of the features make the client do, from a client that has done nothing yet. The last move is the one that a
 * scenario looks at; in a scenario without provocation those before it may be shared with others.
 */
export const acts = {
  'the client registers': [register],
  'the client registers twice': [register, register],
  'the client publishes its settings for the first time': [register, publish],
  'the client registers and publishes its settings at once': [{ ...register, isHurried: true }, publish],
  'the client changes its settings': [register, publish, change],
  'the client changes its settings twice': [register, publish, change, changeAgain],
  'the client changes its settings twice in a hurry': [register, publish, { ...change, isHurried: true }, changeAgain],
  'the client refreshes its settings': [register, publish, { operation: 'refresh' }],
  'the client refreshes and then changes its settings': [register, publish, { operation: 'refresh' }, change],
  'the client is restarted, registers and changes its settings': [
    register,
    publish,
    { operation: 'restart' },
    register,
    change,
  ],
  'the client registers again before each change of its settings': [
    register,
    publish,
    register,
    change,
    register,
    changeAgain,
  ],
  'the client retrieves its settings': [register, publish, retrieve],
  'the client retrieves its settings twice': [register, publish, retrieve, retrieve],
  'the client publishes and retrieves its settings': [register, publish, retrieve],
  'the client publishes its settings and takes its leave': [register, publish, { operation: 'deregister' }],
} as const satisfies Readonly<Record<string, readonly Move[]>>;

/** A sentence of the features that makes the client act. */
export type Act = keyof typeof acts;

/** The act that a step's text names, if it is one. */
export function actIn(text: string): Act | undefined {
  return Object.hasOwn(acts, text) ? (text as Act) : undefined;
}
