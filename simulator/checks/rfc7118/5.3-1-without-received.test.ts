import { testProvoked } from '../provoked/scene.fixture';
import { streamCases } from '../provoked/stream-reception.fixture';
import { withoutReceived } from './5.3-1-without-received';

const cases = streamCases('ws');
const via = 'SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKn1;rport=5060;received=192.0.2.10';

testProvoked(withoutReceived, 'a response without received is taken in', {
  ...cases,
  legal: {
    'received present': {
      play: (trace) => {
        streamCases('ws', [['Via', via]]).passes['the entity-tag in use'].play(trace);
        cases.passes['a client that says it is done'].play(trace);
      },
    },
  },
  undecided: { ...cases.undecided, TCP: streamCases('tcp').violation },
});
