import { discardingCases } from '../provoked/discarding.fixture';
import { copies } from '../provoked/play.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { severalVias } from './8.1.3.3-1-several-vias';

const own = 'SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKb7;rport, SIP/2.0/UDP 127.0.0.1:5062;branch=z9hG4bKlocal';
const cases = discardingCases((via) => [['Via', `${via}, SIP/2.0/UDP 192.0.2.99;branch=z9hG4bKextra`]]);

testProvoked(severalVias, 'a response with several Via values is discarded', {
  ...cases,
  legal: {
    'client with a built-in local proxy that legitimately sends two Via values': {
      play: (trace) => {
        trace.starts('publish');
        const request = trace.publishes({ set: [['Via', own]] });
        trace.answers(request, 200, [['Via', `${own}, SIP/2.0/UDP 192.0.2.99;branch=z9hG4bKextra`]]);
        copies(trace, request, [500]);
        trace.answers(request, 200, [['Via', own]]);
      },
    },
  },
  undecided: {
    ...cases.undecided,
    'as many as the request had': {
      play: (trace) => {
        trace.answers(trace.publishes({ set: [['Via', own]] }), 200, [['Via', own]]);
        trace.passes(60_000);
        trace.ends();
      },
    },
    'a foreign branch': {
      play: (trace) => {
        trace.answers(trace.publishes(), 200, [['Via', 'SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKwrong']]);
        trace.passes(60_000);
        trace.ends();
      },
    },
  },
});
