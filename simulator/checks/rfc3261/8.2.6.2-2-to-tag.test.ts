import { subscribeBytes } from '../../sip/message.fixture';
import type { MessageEvent } from '../../trace/event';
import { notified, scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { toTag } from './8.2.6.2-2-to-tag';

const tagged = '<sip:alice@example.com>;tag=q7x2k9';

/** A request outside a dialog. */
function asks(trace: TraceBuilder): MessageEvent {
  trace.answers(trace.registers());
  const set = [
    ['Via', 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKo'],
    ['Call-ID', 'server-1'],
  ] as const;
  return trace.gets(subscribeBytes({ method: 'OPTIONS', set }));
}

/** The same, answered with this To. */
function options(to: string): Scene {
  return scene((trace) => void trace.acknowledges(asks(trace), 200, [['To', to]]));
}

testProvoked(toTag, 'the To tag is kept, or one is added', {
  violation: { at: 'To: <sip:alice@example.com>', ...options('<sip:alice@example.com>') },
  violations: {
    'a NOTIFY without a tag': notified({ toTag: null }, 481),
    'another tag than that of the request': notified({}, 200, [['To', tagged]]),
    'the tag of the request left out': notified({}, 481, [['To', '<sip:alice@example.com>']]),
    'another tag in a 100': scene((trace) => {
      const notify = tells(trace, subscribed(trace));
      trace.acknowledges(notify, 100, [['To', tagged]]);
    }),
    'two tags': scene((trace) => {
      const request = asks(trace);
      trace.acknowledges(request, 183, [['To', '<sip:alice@example.com>;tag=other']]);
      trace.acknowledges(request, 200, [['To', tagged]]);
    }),
  },
  legal: {
    'no tag in a 100 Trying': scene((trace) => {
      const request = asks(trace);
      trace.acknowledges(request, 100, [['To', '<sip:alice@example.com>']]);
      trace.acknowledges(request, 200, [['To', tagged]]);
    }),
  },
  passes: {
    'a NOTIFY without a tag that lacks more': notified({ toTag: null, without: ['Subscription-State'] }, 481),
    'the tag of the request': notified({}, 200),
    'one of its own': options(tagged),
  },
  undecided: {
    'a To that cannot be read': options('<sip:alice@'),
  },
});
