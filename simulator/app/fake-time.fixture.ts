import { useFakeTimers } from 'sinon';
import type { Clock, Millis } from '../core/time';

/** How far the clock goes at once: a message that a timer sends is taken so much later at most. */
const STEP: Millis = 20;
/** Turns of the event loop without anything new, after which nothing is under way on loopback any more. */
const QUIET_TURNS = 8;

/** A clock that a test moves. */
export interface FakeTime extends Clock {
  /** Something happened: what follows from it comes first, then time goes on. */
  happened(): void;
}

/**
 * Does something by a clock that goes as fast as the machine can: whenever nothing is under way any more, 20 ms pass. Sockets are real, so
 * that all has to take place on loopback.
 */
export async function inFakeTime<T>(act: (time: FakeTime) => Promise<T>): Promise<T> {
  const clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_700_000_000_000 });
  let events = 0;
  const settle = async () => {
    let seen = -1;
    for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
      if (events !== seen) quiet = 0;
      seen = events;
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  };
  const happened = () => {
    events += 1;
  };
  let isOver = false;
  try {
    const acted = act({ now: () => Date.now(), happened }).finally(() => {
      isOver = true;
    });
    acted.catch(() => undefined);
    for (await settle(); !isOver; await settle()) clock.tick(STEP);
    return await acted;
  } finally {
    clock.restore();
  }
}
