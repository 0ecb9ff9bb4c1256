import { notified } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { received } from './18.2.1-1-received';

const name = 'SIP/2.0/UDP notifier.example.com';

/** A NOTIFY of a notifier that names itself, answered with this Via. */
function named(via: string): Scene {
  return notified({ via: `${name};branch=z9hG4bK1` }, 200, [['Via', via]]);
}

testProvoked(received, 'received is added where it is needed', {
  violation: { at: 'SIP/2.0/UDP notifier.example.com;branch=z9hG4bK1', ...named(`${name};branch=z9hG4bK1`) },
  violations: {
    'another address': named(`${name};branch=z9hG4bK1;received=192.0.2.99`),
    'another address in sent-by': notified({ via: 'SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1' }, 200),
  },
  legal: {
    'received also added when not needed': named(`${name};branch=z9hG4bK1;received=192.0.2.1`),
  },
  undecided: {
    'a socket on any address': notified(
      { via: `${name};branch=z9hG4bK1`, event: { local: { host: '0.0.0.0', port: 5060 } } },
      200,
    ),
    'a capture without addresses': notified({ via: `${name};branch=z9hG4bK1`, event: { addressesUnknown: true } }, 200),
    'its own address': notified({}, 200),
    'over WebSocket': notified(
      { via: 'SIP/2.0/WS notifier.example.com;branch=z9hG4bK1', event: { transport: 'ws' } },
      200,
    ),
  },
});
