import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { atExit, notAtExit } from './at-exit';

describe('what is done when this process ends', () => {
  const listeners = () => process.listeners('exit');

  it('has one listener, however much it is, and none once it is nothing', () => {
    const before = listeners().length;
    const acts = Array.from({ length: 20 }, () => () => undefined);
    for (const act of acts) atExit(act);
    assert.equal(listeners().length, before + 1);
    for (const act of acts) notAtExit(act);
    assert.equal(listeners().length, before);
  });

  it('is done, but for what need not be done any more', () => {
    const done: string[] = [];
    const [one, other] = ['one', 'other'].map((name) => () => void done.push(name)) as [() => void, () => void];
    const before = listeners();
    atExit(one);
    atExit(other);
    notAtExit(one);
    for (const listener of listeners().filter((each) => !before.includes(each))) listener.call(process, 0);
    notAtExit(other);
    assert.deepEqual(done, ['other']);
  });
});
