import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { subscribeSubject } from '../trace.fixture';
import { contactExpires } from './3.1.1-2-contact-expires';

const contact = (value: string) => ({ set: [['Contact', value]] as const });
const without = ['Expires'];

testEntry(contactExpires, 'an expires parameter of Contact does not replace Expires', {
  violation: {
    seen: subscribeSubject({ ...contact('<sip:alice@192.0.2.10>;expires=0'), without }),
    at: 'expires=0',
  },
  legal: { 'present but ignored': { seen: subscribeSubject(contact('<sip:alice@192.0.2.10>;expires=0')) } },
  inapplicable: {
    'a SUBSCRIBE without Contact': { seen: subscribeSubject({ without: ['Contact', 'Expires'] }) },
    'a Contact that cannot be read': {
      seen: subscribeSubject({ ...contact('<sip:alice@192.0.2.10;expires=0'), without }),
    },
  },
});

describe('RFC3265-3.1.1-2', () => {
  it('knows the parameter in any letter case', () => {
    const subject = subscribeSubject({ ...contact('<sip:a@192.0.2.1>;x=1;EXPIRES=60'), without });
    assert.equal(failureAt(contactExpires, subject), 'EXPIRES=60');
  });
  it('passes a SUBSCRIBE with Expires', () => assertPass(contactExpires, subscribeSubject()));
  it('takes no parameter of the URI for it', () => {
    assertPass(contactExpires, subscribeSubject({ ...contact('<sip:alice@192.0.2.10;expires=0>'), without }));
  });
});
