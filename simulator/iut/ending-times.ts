import type { Millis } from '../core/time';

/** How long a process may take to end by itself after SIGTERM. */
export const TERM_TIME: Millis = 2_000;

/** How long the system may take to remove a process after SIGKILL. */
export const KILL_TIME: Millis = 1_000;

/** How often we look, at first and at last: the system tells only of the end of a direct child. */
export const FIRST_LOOK: Millis = 5;
export const LAST_LOOK: Millis = 100;
