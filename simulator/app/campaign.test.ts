import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'node:test';
import * as sinon from 'sinon';
import { Campaign, type Played, type Situation } from './campaign';

const act = 'the client changes its settings';
const named = (behavior: string): Situation => ({ behavior, act });

/** Plays nothing; a test ends each situation itself. */
class Stage {
  readonly begun: string[] = [];
  readonly #ends = new Map<string, (played: Played<string>) => void>();
  readonly #starts = new Map<string, () => void>();

  readonly play = ({ behavior }: Situation, started: () => void): Promise<Played<string>> => {
    this.begun.push(behavior);
    this.#starts.set(behavior, started);
    return new Promise((resolve) => this.#ends.set(behavior, resolve));
  };

  start(behavior: string): void {
    this.#starts.get(behavior)?.();
  }

  async end(
    behavior: string,
    more: Omit<Played<string>, 'result'> = {},
    result = `result of ${behavior}`,
  ): Promise<void> {
    this.#ends.get(behavior)?.({ result, ...more });
    await new Promise((done) => setImmediate(done));
  }
}

describe('a campaign', () => {
  it('plays each situation once, however many scenarios ask for it', async () => {
    const stage = new Stage();
    const campaign = new Campaign(stage.play, { parallel: 4, starting: 4 });
    const [one, other] = [campaign.resultOf(named('a')), campaign.resultOf(named('a'))];
    await stage.end('a');
    assert.deepEqual([await one, await other, stage.begun], ['result of a', 'result of a', ['a']]);
  });

  it('begins at the first question, with what takes longest', () => {
    const stage = new Stage();
    const campaign = new Campaign(stage.play, { parallel: 2, starting: 2 });
    campaign.plan(named('short'), 3);
    campaign.plan(named('long'), 60);
    campaign.plan(named('longer'), 10);
    campaign.plan(named('longer'), 90);
    assert.deepEqual(stage.begun, []);
    void campaign.resultOf(named('short'));
    assert.deepEqual(stage.begun, ['longer', 'long']);
  });

  it('has no more under way, and no more starting, than it may', async () => {
    const stage = new Stage();
    const campaign = new Campaign(stage.play, { parallel: 3, starting: 1 });
    for (const name of ['a', 'b', 'c', 'd']) campaign.plan(named(name), 3);
    void campaign.resultOf(named('d'));
    assert.deepEqual(stage.begun, ['a']);
    stage.start('a');
    stage.start('b');
    assert.deepEqual(stage.begun, ['a', 'b', 'c']);
    stage.start('c');
    assert.deepEqual(stage.begun, ['a', 'b', 'c']);
    await stage.end('b');
    assert.deepEqual(stage.begun, ['a', 'b', 'c', 'd']);
    assert.deepEqual(campaign.progress, { of: 4, done: 1 });
  });

  it('begins when it is told to, too', () => {
    const stage = new Stage();
    const campaign = new Campaign(stage.play, { parallel: 2, starting: 2 });
    campaign.plan(named('a'), 3);
    campaign.begin();
    assert.deepEqual(stage.begun, ['a']);
  });

  describe('by the clock', () => {
    let clock: sinon.SinonFakeTimers;
    beforeEach(() => {
      clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    });
    afterEach(() => clock.restore());

    it('does not wait for ever for a client that its server makes wait', () => {
      const stage = new Stage();
      const campaign = new Campaign(stage.play, { parallel: 2, starting: 1 });
      for (const name of ['a', 'b']) campaign.plan(named(name), 3);
      campaign.begin();
      clock.tick(999);
      assert.deepEqual(stage.begun, ['a']);
      clock.tick(1);
      assert.deepEqual(stage.begun, ['a', 'b']);
    });

    it('starts nothing while this machine is behind', () => {
      const stage = new Stage();
      let isBehind = false;
      const campaign = new Campaign(stage.play, { parallel: 9, starting: 1, isBehind: () => isBehind });
      for (const name of ['a', 'b', 'c']) campaign.plan(named(name), 3);
      campaign.begin();
      isBehind = true;
      stage.start('a');
      clock.tick(100);
      assert.deepEqual(stage.begun, ['a']);
      isBehind = false;
      clock.tick(20);
      assert.deepEqual(stage.begun, ['a', 'b']);
    });

    it('goes on slowly on a machine that is always behind', () => {
      const stage = new Stage();
      const campaign = new Campaign(stage.play, { parallel: 9, starting: 9, isBehind: () => true });
      for (const name of ['a', 'b']) campaign.plan(named(name), 3);
      campaign.begin();
      assert.deepEqual(stage.begun, []);
      clock.tick(240);
      assert.deepEqual(stage.begun, ['a']);
      clock.tick(240);
      assert.deepEqual(stage.begun, ['a', 'b']);
    });
  });

  it('goes on when one cannot be played, and tells who asked', async () => {
    const stage = new Stage();
    const play = (situation: Situation, started: () => void) =>
      situation.behavior === 'bad' ? Promise.reject(new Error('no port')) : stage.play(situation, started);
    const campaign = new Campaign(play, { parallel: 1, starting: 1 });
    campaign.plan(named('bad'), 9);
    const good = campaign.resultOf(named('good'));
    await assert.rejects(campaign.resultOf(named('bad')), /no port/);
    await stage.end('good');
    assert.equal(await good, 'result of good');
  });

  it('does not begin what was cancelled', async () => {
    const stage = new Stage();
    const campaign = new Campaign(stage.play, { parallel: 1, starting: 1 });
    const [first, second] = [campaign.resultOf(named('a')), campaign.resultOf(named('b'))];
    campaign.cancel(new Error('SIGINT'));
    await assert.rejects(second, /SIGINT/);
    await stage.end('a');
    assert.equal(await first, 'result of a');
    assert.deepEqual(stage.begun, ['a']);
  });

  describe('with results that others may have spoilt', () => {
    it('plays them once more at the end, alone, and what comes of that counts', async () => {
      const stage = new Stage();
      const campaign = new Campaign(stage.play, { parallel: 2, starting: 2 });
      for (const name of ['a', 'b', 'c']) campaign.plan(named(name), 3);
      const asked = campaign.resultOf(named('a'));
      await stage.end('a', { isDoubtful: true }, 'spoilt');
      await stage.end('b', { isDoubtful: true }, 'spoilt');
      assert.deepEqual(stage.begun, ['a', 'b', 'c']);
      assert.deepEqual([campaign.results, campaign.progress], [[], { of: 3, done: 0 }]);
      await stage.end('c');
      assert.deepEqual(stage.begun, ['a', 'b', 'c', 'a']);
      await stage.end('a');
      assert.deepEqual(stage.begun, ['a', 'b', 'c', 'a', 'b']);
      await stage.end('b', { isDoubtful: true }, 'alone');
      assert.equal(await asked, 'result of a');
      assert.deepEqual(campaign.results, ['result of c', 'result of a', 'alone']);
      assert.deepEqual(campaign.progress, { of: 3, done: 3 });
    });

    it('begins nothing beside one that is played alone', async () => {
      const stage = new Stage();
      const campaign = new Campaign(stage.play, { parallel: 2, starting: 2 });
      void campaign.resultOf(named('a'));
      await stage.end('a', { isDoubtful: true });
      void campaign.resultOf(named('b'));
      assert.deepEqual(stage.begun, ['a', 'a']);
      await stage.end('a');
      assert.deepEqual(stage.begun, ['a', 'a', 'b']);
    });

    it('takes them as they are once one that was alone fared no better', async () => {
      const stage = new Stage();
      const campaign = new Campaign(stage.play, { parallel: 2, starting: 2 });
      const [, other] = [campaign.resultOf(named('a')), campaign.resultOf(named('b'))];
      await stage.end('a', { isDoubtful: true });
      await stage.end('b', { isDoubtful: true }, 'first');
      await stage.end('a', { endsDoubt: true });
      assert.equal(await other, 'first');
      assert.deepEqual(stage.begun, ['a', 'b', 'a']);
    });

    it('takes them as they are when it is cancelled', async () => {
      const stage = new Stage();
      const campaign = new Campaign(stage.play, { parallel: 2, starting: 2 });
      const [one, other] = [campaign.resultOf(named('a')), campaign.resultOf(named('b'))];
      await stage.end('a', { isDoubtful: true }, 'first');
      campaign.cancel(new Error('SIGINT'));
      await stage.end('b', { isDoubtful: true }, 'second');
      assert.deepEqual([await one, await other], ['first', 'second']);
      assert.deepEqual(stage.begun, ['a', 'b']);
    });
  });
});
