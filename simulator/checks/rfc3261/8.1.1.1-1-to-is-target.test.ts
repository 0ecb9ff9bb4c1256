import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, set } from '../row.fixture';
import { context, publishSubject, registerSubject, subscribeSubject } from '../trace.fixture';
import { toIsTarget } from './8.1.1.1-1-to-is-target';

const to = (value: string, requestUri = 'sip:alice@example.com') => ({ requestUri, ...set(['To', value]) });
const TEL = 'tel:+12015550123';

describe('RFC3261-8.1.1.1-1 Request-URI and To', () => {
  testEntry(toIsTarget, 'a new request goes to the URI of To', {
    violation: { seen: publishSubject(to('<sip:im-server@example.com>')), at: 'sip:alice@example.com' },
    legal: {
      'To with display name': { seen: publishSubject(to('"Alice" <sip:alice@EXAMPLE.com>')) },
      'tel URI in To and the equivalent sip form as Request-URI when listed as alias': {
        seen: publishSubject(to(`<${TEL}>`)),
        context: context({ imAddressAliases: [TEL] }),
      },
    },
    inapplicable: {
      'a request inside a dialog': { seen: publishSubject(to('<sip:bob@example.com>;tag=1')) },
      'a REGISTER': { seen: registerSubject() },
      'a removal': {
        seen: publishSubject({ body: '', ...set(['To', '<sip:bob@example.com>'], ['Expires', '0']) }),
      },
      'a To that cannot be read': { seen: publishSubject(to('"x')) },
      'a Request-URI that cannot be read': {
        seen: publishSubject(to('<sip:bob@example.com>', '<sip:alice@example.com>')),
      },
    },
  });

  it('fails a To of another user, in a SUBSCRIBE as well, and with a tag of no dialog', () => {
    for (const value of ['<sip:bob@example.com>', 'sip:Alice@example.com', `<${TEL}>`])
      assert.deepEqual(outcomesOf(toIsTarget, subscribeSubject(to(value))), ['fail'], value);
    const stray = publishSubject(to('<sip:bob@example.com>;tag=1'), { hasStrayToTag: true });
    assert.deepEqual(outcomesOf(toIsTarget, stray), ['fail']);
  });

  it('takes what is equivalent for equal', () => {
    assert.deepEqual(outcomesOf(toIsTarget, publishSubject()), ['pass']);
    for (const value of ['<sip:%61lice@example.com>', '<sip:alice@example.com;x=1>', 'sip:alice@Example.COM;x=1'])
      assert.deepEqual(outcomesOf(toIsTarget, publishSubject(to(value))), ['pass'], value);
  });

  it('says nothing under strict routing, which moves another URI into the Request-URI', () => {
    const routed = (route: string) =>
      publishSubject({
        requestUri: 'sip:proxy.example.com',
        set: [
          ['To', '<sip:alice@example.com>'],
          ['Route', route],
        ],
      });
    assert.deepEqual(outcomesOf(toIsTarget, routed('<sip:b.example.com>, <sip:alice@example.com>')), []);
    for (const route of ['sip:b.example.com', '<tel:+1>', '<sips:b.example.com>'])
      assert.deepEqual(outcomesOf(toIsTarget, routed(route)), [], route);
    assert.deepEqual(failuresOf(toIsTarget, routed('<sips:b.example.com;lr>')), ['sip:proxy.example.com']);
    assert.deepEqual(failuresOf(toIsTarget, routed('<sip:b.example.com;lr>')), ['sip:proxy.example.com']);
    assert.deepEqual(failuresOf(toIsTarget, routed('<sip:b.example.com;LR=on>')), ['sip:proxy.example.com']);
  });
});
