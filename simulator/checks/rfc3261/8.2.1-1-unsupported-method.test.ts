import { subscribeBytes } from '../../sip/message.fixture';
import { scene } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { unsupportedMethod } from './8.2.1-1-unsupported-method';

/** A request of the server outside a dialog. */
function asked(method: string, status: number, set: readonly (readonly [string, string])[] = []): Scene {
  return scene((trace) => {
    trace.answers(trace.registers());
    const own = [
      ['Via', 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKo'],
      ['Call-ID', 'server-1'],
    ] as const;
    const request = trace.gets(subscribeBytes({ method, set: own }));
    if (status > 0) trace.acknowledges(request, status, [['To', '<sip:alice@example.com>;tag=q7x2k9'], ...set]);
  });
}

testProvoked(unsupportedMethod, 'unsupported methods are refused', {
  violation: { at: '405', ...asked('FOO', 405) },
  violations: {
    '200': asked('FOO', 200),
    'no answer': asked('FOO', 0),
    '405 without Allow to INFO': asked('INFO', 405),
    'an empty Allow': asked('FOO', 405, [['Allow', '']]),
    'no answer to INFO': asked('INFO', 0),
  },
  legal: {
    'Allow in several rows or one list': asked('FOO', 405, [
      ['Allow', 'OPTIONS'],
      ['Allow', 'INVITE, NOTIFY'],
    ]),
  },
  passes: {
    '501': asked('FOO', 501),
    '501 to INFO': asked('INFO', 501),
  },
  undecided: {
    '481': asked('FOO', 481),
    'an INFO that the client supports': asked('INFO', 200),
    OPTIONS: asked('OPTIONS', 405),
    MESSAGE: asked('MESSAGE', 405),
  },
});
