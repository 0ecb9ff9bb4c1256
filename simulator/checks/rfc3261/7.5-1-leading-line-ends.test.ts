import { notified } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { leadingLineEnds } from './7.5-1-leading-line-ends';

const lead = { raw: (text: string) => `\r\n\r\n${text}`, event: { transport: 'tcp', connection: 1 } } as const;

testProvoked(leadingLineEnds, 'line ends before a start line are skipped', {
  violation: { at: 'no response', ...notified(lead, 0) },
  violations: {
    '400': notified(lead, 400),
  },
  legal: {
    'client replies to a double CRLF with nothing': notified(lead, 200),
  },
  undecided: {
    none: notified({ event: { transport: 'tcp', connection: 1 } }, 400),
    'over UDP': notified({ ...lead, event: {} }, 400),
  },
});
