import { describe, it } from 'node:test';
import { assertPass } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { context, publishSubject } from '../trace.fixture';
import { contactInPublish } from './4-3-contact';

const value = '<sip:alice@192.0.2.10>';
const withContact = { add: [['Contact', value]] as const };
const ignoring = context({ rules: { contact_in_publish: 'ignore' } });

testEntry(contactInPublish, 'a Contact in PUBLISH has no meaning', {
  violation: { seen: publishSubject(withContact), at: `Contact: ${value}` },
  legal: {
    'Contact present: conforming by the text of section 4': { seen: publishSubject(withContact), context: ignoring },
  },
  inapplicable: {
    'a PUBLISH where the rule has it ignored': { seen: publishSubject(), context: ignoring },
    'a removal': {
      seen: publishSubject({
        body: '',
        without: ['Content-Type'],
        add: [
          ['Expires', '0'],
          ['Contact', value],
        ],
      }),
    },
  },
});

describe('RFC3903-4-3', () => {
  it('passes a PUBLISH without Contact', () => assertPass(contactInPublish, publishSubject()));
});
