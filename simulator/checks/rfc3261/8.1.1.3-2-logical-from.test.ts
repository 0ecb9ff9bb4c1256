import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, set } from '../row.fixture';
import { context, otherSubject, publishSubject, registerSubject, subscribeSubject } from '../trace.fixture';
import { logicalFrom } from './8.1.1.3-2-logical-from';

const from = (value: string) => set(['From', value]);
const passive = context({ imAddress: undefined, nextHop: undefined });

describe('RFC3261-8.1.1.3-2 a logical address in From', () => {
  testEntry(logicalFrom, 'From does not name the terminal', {
    violation: { seen: publishSubject(from('<sip:alice@192.0.2.10>;tag=a1')), at: 'sip:alice@192.0.2.10' },
    legal: {
      'anonymous URI with Privacy': {
        seen: publishSubject({
          ...from('"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1'),
          add: [['Privacy', 'id']],
        }),
      },
    },
    inapplicable: {
      'an OPTIONS': { seen: otherSubject(from('<sip:alice@192.0.2.10>;tag=a1')) },
      'a From that cannot be read': { seen: publishSubject(from('"x')) },
    },
  });

  it('fails the host of the top Via, REGISTER and SUBSCRIBE as well', () => {
    const via = ['Via', 'SIP/2.0/UDP Phone.example.com;branch=z9hG4bK1'] as const;
    const own = set(['From', '<sip:alice@phone.EXAMPLE.com>;tag=1'], via);
    for (const subject of [publishSubject, subscribeSubject, registerSubject])
      assert.deepEqual(failuresOf(logicalFrom, subject(own)), ['sip:alice@phone.EXAMPLE.com']);
  });

  it('compares IPv6 addresses as numbers', () => {
    const event = { remote: { host: '2001:db8::9', port: 5060 } };
    const subject = publishSubject(from('<sip:alice@[2001:DB8:0::9]>;tag=1'), { event });
    assert.deepEqual(outcomesOf(logicalFrom, subject, passive), ['fail']);
  });

  it('passes names, other addresses and telephone numbers', () => {
    for (const uri of ['sip:alice@example.com', 'sip:alice@192.0.2.11', 'tel:+12015550123', 'sip:example.com'])
      assert.deepEqual(outcomesOf(logicalFrom, publishSubject(from(`<${uri}>;tag=1`)), passive), ['pass'], uri);
  });

  it('says nothing where the IM Address has that host, or the server has it too', () => {
    const own = publishSubject(from('<sip:alice@192.0.2.10>;tag=a1'));
    for (const imAddress of ['sip:alice@192.0.2.10', 'sips:alice@192.0.2.10'])
      assert.deepEqual(outcomesOf(logicalFrom, own, context({ imAddress })), []);
    assert.deepEqual(outcomesOf(logicalFrom, own, context({ imAddressAliases: ['sip:bob@192.0.2.10'] })), []);
    const here = { host: '127.0.0.1', port: 5060 };
    const local = publishSubject(from('<sip:alice@127.0.0.1>;tag=1'), { event: { remote: here, local: here } });
    assert.deepEqual(outcomesOf(logicalFrom, local, passive), []);
  });
});
