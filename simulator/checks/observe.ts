import type { Observation } from './check';

type Details = Omit<Observation, 'outcome' | 'message'>;

/** The requirement is met. */
export function pass(message: string, details: Details = {}): Observation {
  return { outcome: 'pass', message, ...details };
}

/** The requirement is broken. */
export function fail(message: string, details: Details = {}): Observation {
  return { outcome: 'fail', message, ...details };
}

/** A breach that leaves the verdict at `pass` unless the run is strict. */
export function warn(message: string, details: Details = {}): Observation {
  return { outcome: 'warn', message, ...details };
}

/** Something worth knowing. */
export function info(message: string, details: Details = {}): Observation {
  return { outcome: 'info', message, ...details };
}

/** It cannot be decided. */
export function inconc(message: string, details: Details = {}): Observation {
  return { outcome: 'inconc', message, ...details };
}
