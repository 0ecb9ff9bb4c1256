import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { asLines, explainedIn, type FindingRow, sipJsIut } from './sip-js.fixture';
import { allSituations, inParallel, outcomeOf, type Situated } from './situations.fixture';

/** Clients at a time: each is a process, and one that does not get the processor in time is late. */
const width = 10;

const applicable = 'not @ws and not @udp and not @PICS_TEL and not @PICS_IMS and not @PICS_SHA_256';

describe('the stock classes of SIP.js in every situation that they can come into', () => {
  it('break what findings.md explains, and nothing else', async () => {
    const always = new Set(explainedIn('In the ordinary scenarios').map(([id, outcome]) => `${id} ${outcome}`));
    const play = async (planned: Situated) => {
      const { findings } = await outcomeOf(planned, { file: sipJsIut });
      return [...findings].flatMap(([id, text]) => {
        const outcomes = new Set(text.split(' | ').map((one) => one.replace(/:.*$/s, '')));
        return [...outcomes]
          .filter((outcome) => !always.has(`${id} ${outcome}`))
          .map((outcome): FindingRow => [id, outcome, `a server that ${planned.behavior}`]);
      });
    };
    const told = await inParallel(await allSituations(applicable), play, width);
    assert.deepEqual(asLines(told.flat()), asLines(explainedIn('In situations')));
  });
});
