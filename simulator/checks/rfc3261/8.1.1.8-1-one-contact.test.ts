import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { added, failuresOf, outcomesOf, replaced, set } from '../row.fixture';
import { publishSubject, registerSubject, subscribeSubject } from '../trace.fixture';
import { oneContact } from './8.1.1.8-1-one-contact';

const contact = (value: string) => subscribeSubject(set(['Contact', value]));
const START = 'SUBSCRIBE sip:alice@example.com SIP/2.0';

describe('RFC3261-8.1.1.8-1 Contact of SUBSCRIBE', () => {
  testEntry(oneContact, 'one SIP or SIPS URI', {
    violation: { seen: subscribeSubject({ without: ['Contact'] }), at: START },
    legal: {
      "compact 'm'": { seen: subscribeSubject({ without: ['Contact'], ...added(['m', '<sip:a@192.0.2.10>']) }) },
      'GRUU as Contact': { seen: contact('<sip:alice@example.com;gr=urn:uuid:f81d4fae-7dec-11d0-a765>') },
      'contact parameters such as +sip.instance or feature tags': {
        seen: contact('<sip:a@192.0.2.10>;+sip.instance="<urn:uuid:1>";+g.oma.sip-im'),
      },
      'Contact host .invalid with transport=ws': { seen: contact('<sip:a@df7jal23ls0d.invalid;transport=ws>') },
    },
    inapplicable: {
      'a SUBSCRIBE inside a dialog': {
        seen: subscribeSubject({ without: ['Contact'] }, { kind: 'settings-subscribe-in-dialog' }),
      },
      'a PUBLISH': { seen: publishSubject() },
      'a REGISTER': { seen: registerSubject(set(['Contact', '*'])) },
      'a Contact that cannot be read': { seen: contact('<sip:a@x') },
      'a row of Contact without a colon': { seen: subscribeSubject(replaced('Contact: ', 'Contact ')) },
    },
  });

  for (const [value, at] of [
    ['<sip:a@192.0.2.1>, <sips:b@192.0.2.1>', ['<sips:b@192.0.2.1>']],
    ['*', ['*']],
    ['<tel:+12015550123>', ['<tel:+12015550123>']],
    ['<mailto:a@b.c>;q=1', ['<mailto:a@b.c>;q=1']],
    ['<tel:+1>, <sip:a@b.c>, <sip:d@e.f>', ['<tel:+1>', '<sip:a@b.c>', '<sip:d@e.f>']],
  ] as const) {
    it(`fails ${value}`, () => assert.deepEqual(failuresOf(oneContact, contact(value)), at));
  }

  it('fails a second row', () => {
    const subject = subscribeSubject(added(['Contact', '<sip:b@192.0.2.1>']));
    assert.deepEqual(failuresOf(oneContact, subject), ['<sip:b@192.0.2.1>']);
  });

  it('passes sips', () => assert.deepEqual(outcomesOf(oneContact, contact('sips:a@192.0.2.10')), ['pass']));
});
