/** What the client is: a terminal of an IMS core (TS 24.229), one that authenticates by IMS AKA, or, left out, neither. */
export type Terminal = 'ims' | 'ims-aka';

/** All of them, as they are told to a process. */
export const terminals: readonly Terminal[] = ['ims', 'ims-aka'];

/** Seconds that a registration is asked for: 600000 in an IMS (TS 24.229 §5.1.1.2.1). */
export function registrationTime(terminal: Terminal | undefined): number {
  return terminal === undefined ? 3600 : 600_000;
}
