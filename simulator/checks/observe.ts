import type { Writable } from '../sip/writable';
import type { Observation } from './check';

type Details = Omit<Observation, 'outcome' | 'message'>;

/** The requirement is met. Put together by hand, for every request has a score of them. */
export function pass(message: string, details?: Details): Observation {
  const observation: Writable<Observation> = { outcome: 'pass', message };
  if (details === undefined) return observation;
  const { expected, actual, span, frame, awaits } = details;
  if (expected !== undefined) observation.expected = expected;
  if (actual !== undefined) observation.actual = actual;
  if (span !== undefined) observation.span = span;
  if (frame !== undefined) observation.frame = frame;
  if (awaits !== undefined) observation.awaits = awaits;
  return observation;
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
