import { discardingCases } from '../provoked/discarding.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { foreignSentBy } from './18.1.2-1-foreign-sent-by';

const cases = discardingCases((via) => [['Via', via.replace('192.0.2.10:5060', 'other.example.org:5060')]]);
const named = ['Via', 'SIP/2.0/UDP client.example.org:5060;branch=z9hG4bKn77;rport'] as const;

testProvoked(foreignSentBy, 'a response with a foreign sent-by is discarded', {
  ...cases,
  legal: {
    'sent-by compared case-insensitively': {
      play: (trace) => {
        trace.starts('publish');
        const request = trace.publishes({ set: [named] });
        trace.answers(request, 200, [
          ['Via', named[1].replace('client.', 'other.')],
          ['SIP-ETag', 'bad1-Xy'],
        ]);
        trace.answers(request, 200, [
          ['Via', named[1].replace('client', 'CLIENT')],
          ['SIP-ETag', 'good1-Xy'],
        ]);
        trace.publishes({ set: [['SIP-If-Match', 'good1-Xy']] });
      },
    },
  },
});
