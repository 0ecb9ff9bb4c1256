import { describe, it } from 'node:test';
import { assertPass } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { publishOutsideDialog } from './4-4-outside-dialog';

const dialog = {
  set: [
    ['To', '<sip:alice@example.com>;tag=esc-1'],
    ['Call-ID', 'fetch-1@192.0.2.10'],
  ] as const,
};

testEntry(publishOutsideDialog, 'a PUBLISH is sent outside dialogs', {
  violation: { seen: publishSubject(dialog), at: 'tag=esc-1' },
  legal: { 'Call-ID equal to nothing else': { seen: publishSubject() } },
  inapplicable: {
    'a tag of no dialog, which breaks RFC3261-8.1.1.2-1': { seen: publishSubject(dialog, { hasStrayToTag: true }) },
    'a removal': {
      seen: publishSubject({ ...dialog, body: '', without: ['Content-Type'], add: [['Expires', '0']] }),
    },
    'a To that cannot be read': { seen: publishSubject({ set: [['To', '<sip:alice@example.com;tag=1']] }) },
  },
});

describe('RFC3903-4-4', () => {
  it('takes no parameter of the URI for a tag', () => {
    assertPass(publishOutsideDialog, publishSubject({ set: [['To', '<sip:alice@example.com;tag=1>;x=2']] }));
  });
});
