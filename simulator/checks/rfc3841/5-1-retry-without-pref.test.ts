import { corrected } from '../provoked/corrections.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { retryWithoutPref } from './5-1-retry-without-pref';

const rows = [['Unsupported', 'pref']] as const;
const pref = { set: [['Proxy-Require', 'pref']] } as const;

testProvoked(retryWithoutPref, 'after 420 for pref the client tries again without it', {
  violation: { at: 'Proxy-Require: pref', play: corrected({ status: 420, rows, first: pref, next: pref }) },
  violations: {
    'no retry': { play: corrected({ status: 420, rows, first: pref }) },
    'beside another option': {
      play: corrected({ status: 420, rows, first: pref, next: { set: [['Proxy-Require', 'x, Pref']] } }),
    },
  },
  legal: {
    'caller preferences kept or dropped': { play: corrected({ status: 420, rows, first: pref, next: {} }) },
  },
  passes: {
    'without Accept-Contact': {
      play: corrected({ status: 420, rows, first: pref, next: { without: ['Accept-Contact'] } }),
    },
    'a SUBSCRIBE': { play: corrected({ status: 420, rows, by: 'subscribes', first: pref, next: {} }) },
  },
  undecided: {
    'no retry in a capture': { play: corrected({ status: 420, rows, first: pref, isDriven: false }) },
    'another option': {
      play: corrected({ status: 420, rows: [['Unsupported', 'x']], first: { set: [['Proxy-Require', 'x']] } }),
    },
  },
});
