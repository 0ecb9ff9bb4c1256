import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { Components } from './components';
import { loadIut } from './iut';
import { randomIds } from './real-world';

const situation = { behavior: 'refuses a change with 412', act: 'the client changes its settings' } as const;
const decides = ['RFC3903-5-1', 'RFC3903-5-2'] as const;

/** The situations of a run whose client must not be started. */
function components(): Components {
  const upperTesterIn = () => () => assert.fail('a client was started');
  const clock = { now: () => 0 };
  return new Components({ iut: loadIut({}), clock, ids: randomIds, strict: false, stateFolder: '', upperTesterIn });
}

describe('a run that is ended before its situations begin', () => {
  it('has them inconclusive, with the reason, whether they were planned or not', async () => {
    for (const planned of [[], [{ ...situation, decides, tags: [], takes: 3 }]]) {
      const those = components();
      those.plan(planned);
      those.interrupt('interrupted by SIGINT');
      const results = await those.resultsOf(situation, decides);
      assert.deepEqual(
        results.map(({ id, verdict, reason }) => [id, verdict, reason]),
        decides.map((id) => [id, 'inconc', 'interrupted by SIGINT']),
      );
      assert.deepEqual(those.judgements(), []);
      await those.close();
    }
  });

  it('starts none of them any more', async () => {
    const those = components();
    those.plan([{ ...situation, decides, tags: [], takes: 3 }]);
    those.interrupt('interrupted by SIGINT');
    those.begin();
    assert.equal(those.progress.left, undefined, 'none has begun');
    assert.deepEqual(those.judgements(), []);
    await those.close();
  });
});
