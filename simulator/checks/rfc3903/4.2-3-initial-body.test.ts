import { describe, it } from 'node:test';
import { assertPass } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { initialBody } from './4.2-3-initial-body';

const bodyless = { body: '', without: ['Content-Type'] };

testEntry(initialBody, 'the first PUBLISH carries the event state in its body', {
  violation: { seen: publishSubject(bodyless), at: 'PUBLISH sip:alice@example.com SIP/2.0' },
  legal: {
    'any permitted content type': { seen: publishSubject({ set: [['Content-Type', 'text/plain']], body: 'x' }) },
  },
  inapplicable: {
    'a refresh without a body': { seen: publishSubject({ ...bodyless, add: [['SIP-If-Match', 'a']] }) },
    'a removal': { seen: publishSubject({ ...bodyless, add: [['Expires', '0']] }) },
    'a stream without Content-Length': {
      seen: publishSubject({ body: '', without: ['Content-Type', 'Content-Length'] }, { event: { transport: 'tcp' } }),
    },
  },
});

describe('RFC3903-4.2-3', () => {
  it('passes a first PUBLISH with a body', () => assertPass(initialBody, publishSubject()));
});
