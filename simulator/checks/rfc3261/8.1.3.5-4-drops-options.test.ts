import { corrected } from '../provoked/corrections.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { dropsOptions } from './8.1.3.5-4-drops-options';

const rows = [['Unsupported', 'sec-agree']] as const;
const secAgree = { set: [['Proxy-Require', 'sec-agree']] } as const;

testProvoked(dropsOptions, 'after 420 the unsupported options are left out', {
  violation: {
    at: 'Proxy-Require: sec-agree',
    play: corrected({ status: 420, rows, first: secAgree, next: secAgree }),
  },
  violations: {
    'one of several, in Require of a REGISTER': {
      play: corrected({
        status: 420,
        rows: [['Unsupported', 'gruu, Path']],
        by: 'registers',
        first: { set: [['Require', 'path, outbound']] },
        next: { set: [['Require', 'path']] },
      }),
    },
    'in a capture': { play: corrected({ status: 420, rows, first: secAgree, next: secAgree, isDriven: false }) },
  },
  legal: { 'no retry': { play: corrected({ status: 420, rows, first: secAgree }) } },
  passes: { 'a retry without it': { play: corrected({ status: 420, rows, first: secAgree, next: {} }) } },
  undecided: {
    'an option that the 420 does not list': {
      play: corrected({ status: 420, rows: [['Unsupported', 'path']], first: secAgree, next: secAgree }),
    },
    'a client that demands nothing': { play: corrected({ status: 420, rows, next: {} }) },
    'pref, which is the business of RFC3841-5-1': {
      play: corrected({
        status: 420,
        rows: [['Unsupported', 'pref']],
        first: { set: [['Proxy-Require', 'pref']] },
        next: { set: [['Proxy-Require', 'pref']] },
      }),
    },
  },
});
