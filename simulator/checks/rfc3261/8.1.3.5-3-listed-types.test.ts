import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { corrected } from '../provoked/corrections.fixture';
import { outcomesIn, testProvoked } from '../provoked/scene.fixture';
import { listedTypes } from './8.1.3.5-3-listed-types';

const rows = [['Accept', 'application/im-settings+xml']] as const;
const poc = 'application/poc-settings+xml';

testProvoked(listedTypes, 'after 415 only what the response lists is tried', {
  violation: { at: `Content-Type: ${poc}`, play: corrected({ status: 415, rows, next: {} }) },
  violations: {
    'an encoding that is not listed': {
      play: corrected({
        status: 415,
        rows: [['Accept-Encoding', 'identity']],
        first: { set: [['Content-Encoding', 'gzip']] },
        next: { set: [['Content-Encoding', 'deflate']] },
      }),
    },
    'an empty Accept': { play: corrected({ status: 415, rows: [['Accept', '']], next: {} }) },
    'in a capture': { play: corrected({ status: 415, rows, next: {}, isDriven: false }) },
  },
  legal: { 'no retry': { play: corrected({ status: 415, rows }) } },
  passes: {
    'a listed type': {
      play: corrected({ status: 415, rows, next: { set: [['Content-Type', 'application/im-settings+xml']] } }),
    },
    'without the encoding': {
      play: corrected({
        status: 415,
        rows: [['Accept-Encoding', 'identity']],
        first: { set: [['Content-Encoding', 'gzip']] },
        next: {},
      }),
    },
  },
  undecided: {
    'a 415 without a list': { play: corrected({ status: 415, next: {} }) },
    'a 400': { play: corrected({ status: 400, rows, next: {} }) },
  },
});

it('RFC3261-8.1.3.5-3 cannot decide where the response lists what was sent', () => {
  for (const listed of [poc, 'application/*', '*/*;q=0.1']) {
    const play = corrected({ status: 415, rows: [['Accept', listed]], next: {} });
    assert.deepEqual(outcomesIn(listedTypes, { play }), ['inconc']);
  }
});
