import { copies, imsGaps, rightGaps } from '../provoked/play.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { enlargedTimers } from './7.7-1-ims-timers';

const ims = { pics: { sip_ip_core: 'ims' } } as const;

function ignored(gaps: readonly number[]) {
  return (trace: TraceBuilder): void => {
    trace.starts('publish');
    copies(trace, trace.publishes(), gaps);
    trace.passes(60_000);
    trace.ends();
  };
}

testProvoked(enlargedTimers, 'over the radio access the timers are enlarged', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', play: ignored(rightGaps), context: ims },
  legal: {
    'RFC 3261 default timers on fixed or WLAN access (PICS)': {
      play: ignored(imsGaps),
      context: { pics: { sip_ip_core: 'ims', access_profile: '3gpp-radio' } },
    },
  },
  passes: { 'the gaps of table 7.8': { play: ignored(imsGaps), context: ims } },
  undecided: {
    'default timers on fixed access': {
      play: ignored(rightGaps),
      context: { pics: { sip_ip_core: 'ims', access_profile: 'fixed' } },
    },
    'timers that PIXIT states': { play: ignored(rightGaps), context: { ...ims, pixit: { t1_ms: 1_000 } } },
    'other gaps': { play: ignored([100, 100]), context: ims },
    'another core': { play: ignored(rightGaps) },
    'one copy': { play: ignored([500]), context: ims },
  },
});
