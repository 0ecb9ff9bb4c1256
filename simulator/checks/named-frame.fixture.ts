import { strict as assert } from 'node:assert';
import type { Observation } from './check';

type Named = Pick<Observation, 'message' | 'expected' | 'actual' | 'otherFrame'>;

/** Asserts that an observation tells the number of the frame that its texts name, so that a report can say where that one stands. */
export function assertNamesFrame({ message, expected = '', actual = '', otherFrame }: Named): void {
  const texts = [message, expected, actual].join('\n');
  const named = [...texts.matchAll(/\bframe (\d+)/g)].map(([, number]) => Number(number));
  assert.deepEqual([...new Set(named)], otherFrame === undefined ? [] : [otherFrame], texts);
}

/** The same observations, each with the number of the frame that it names. */
export function namingFrames(observations: readonly Observation[]): readonly Observation[] {
  for (const observation of observations) assertNamesFrame(observation);
  return observations;
}
