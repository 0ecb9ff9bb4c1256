import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { situationsIn } from './planned-situations';

const act = 'the client changes its settings';

describe('the situations that scenarios need', () => {
  it('are the server that they give and what they make the client do', () => {
    const scenario = { tags: ['@RFC3903-5-1', '@takes_40s'], steps: ['a server that refuses', act, 'this holds: x'] };
    assert.deepEqual(situationsIn([scenario]), [
      { behavior: 'refuses', act, decides: ['RFC3903-5-1'], tags: scenario.tags, takes: 40 },
    ]);
  });

  it('take a few seconds unless the scenario says otherwise', () => {
    const [planned] = situationsIn([{ tags: [], steps: ['a server that refuses', act] }]);
    assert.equal(planned?.takes, 3);
  });

  it('are none where the server behaves, or the client is not made to act', () => {
    const steps = [[act], ['a server that refuses'], []];
    assert.deepEqual(situationsIn(steps.map((one) => ({ tags: [], steps: one }))), []);
  });
});
