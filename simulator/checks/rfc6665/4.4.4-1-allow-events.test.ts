import { subscribeBytes } from '../../sip/message.fixture';
import { scene } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { allowEvents } from './4.4.4-1-allow-events';

/** A client that announces packages is subscribed to. */
function asked(event: string, status: number, announced: readonly string[] = ['service-settings, presence']): Scene {
  return scene((trace) => {
    trace.answers(trace.registers({ set: announced.map((value) => ['Allow-Events', value] as const) }));
    const set = [
      ['Event', event],
      ['Call-ID', 'server-1'],
      ['Via', 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKs1'],
    ] as const;
    trace.acknowledges(trace.gets(subscribeBytes({ set })), status);
  });
}

testProvoked(allowEvents, 'Allow-Events lists what the client can notify', {
  violation: { at: '489', ...asked('presence', 489) },
  legal: {
    'header absent': asked('presence', 489, []),
  },
  passes: {
    accepted: asked('presence', 202),
  },
  undecided: {
    'a package that is not listed': asked('dialog', 489),
    'another refusal': asked('presence', 403),
  },
});
