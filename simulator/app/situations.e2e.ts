import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Seconds } from '../core/time';
import { inFakeTime } from './fake-time.fixture';
import { allPlays, blameIn, type Play } from './situation-plays.fixture';
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

describe('how long a client is watched', () => {
  const refusal = 'refuses a first publication with 500';

  /** Seconds that the situation of a server that refuses with 500 takes, with changes. */
  const secondsOf = async (changes: Partial<Play['planned']>): Promise<Seconds> => {
    const play = (await allPlays()).find(({ planned }) => planned.behavior === refusal);
    assert.ok(play);
    return inFakeTime(async (time) => {
      const began = time.now();
      await outcomeOf({ ...play.planned, ...changes }, play.options, time);
      return (time.now() - began) / 1_000;
    });
  };

  it('is until all is decided, however much patience there is', async () => {
    const seconds = await secondsOf({ takes: 60 });
    assert.ok(seconds >= 2 && seconds < 3, `${seconds} s`);
  });

  it('is as long as there is patience where nothing provokes what is to be decided', async () => {
    const seconds = await secondsOf({ takes: 60, decides: ['RFC6665-4.1.3-5'] });
    assert.ok(seconds >= 60 && seconds < 62, `${seconds} s`);
  });
});
