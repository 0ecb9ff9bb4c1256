import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { inFakeTime } from './fake-time.fixture';
import { allPlays, blameIn } from './situation-plays.fixture';
import { inParallel, outcomeOf } from './situations.fixture';

describe('the situations of all features, with the conforming client, side by side by a clock that goes fast', () => {
  it('leave nothing to say against it, and show what they are there to show', async () => {
    const plays = await allPlays();
    const told = await inFakeTime((time) =>
      inParallel(plays, async (play) => blameIn(play, await outcomeOf(play.planned, play.options, time)), plays.length),
    );
    assert.deepEqual(told.flat(), []);
  });
});
