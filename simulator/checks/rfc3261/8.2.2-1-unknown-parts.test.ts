import { notified } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { unknownParts } from './8.2.2-1-unknown-parts';

const unknown = { add: [['X-Unknown', ';;,,;']] } as const;

function compact(text: string): string {
  return text.replace('Via:', 'v:').replace('From:', 'f:').replace('Call-ID:', 'i:');
}

testProvoked(unknownParts, 'unknown header fields and parameters are ignored', {
  violation: { at: '400', ...notified(unknown, 400) },
  violations: {
    'no answer': notified(unknown, 0),
    'a parameter of From': notified({ set: [['From', '<sip:alice@example.com>;tag=esc-1;foo=bar']] }, 481),
    'a parameter of Event': notified({ set: [['Event', 'service-settings;foo=bar']] }, 489),
  },
  legal: {
    'warning headers in the 200': notified(unknown, 200, [['Warning', '399 a "b"']]),
  },
  undecided: {
    'no unknown ones': notified({}, 400),
    'a compact message besides': notified({ ...unknown, raw: compact }, 400),
  },
});
