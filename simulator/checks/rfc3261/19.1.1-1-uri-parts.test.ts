import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, set } from '../row.fixture';
import { answerOf, otherSubject, publishSubject, registerSubject, subscribeSubject } from '../trace.fixture';
import { uriParts } from './19.1.1-1-uri-parts';

const from = (uri: string) => publishSubject(set(['From', `<${uri}>;tag=1`]));
const contact = (uri: string) => set(['Contact', `<${uri}>`]);

describe('RFC3261-19.1.1-1 parts of a SIP URI', () => {
  testEntry(uriParts, 'no empty user, no name twice, and what table 1 allows', {
    violation: {
      seen: from('sip:alice@example.com:5060;transport=udp'),
      at: 'sip:alice@example.com:5060;transport=udp',
    },
    legal: {
      'unknown parameters': { seen: from('sip:alice@example.com;x=1;gr;comp=sigcomp') },
      'user=phone in From/To': { seen: from('sip:+12015550123@example.com;user=phone') },
      'password part (discouraged)': { seen: from('sip:alice:secret@example.com') },
    },
    inapplicable: { 'a response': { seen: answerOf(contact('sip:@b.c')) } },
  });

  for (const part of [';transport=tcp', ';Maddr=a.b', ';ttl=1', ';lr', ';method=INVITE', ':5061', '?a=b']) {
    it(`fails ${part} in From and To`, () => {
      const uri = `sip:alice@example.com${part}`;
      assert.deepEqual(failuresOf(uriParts, from(uri)), [uri]);
      assert.deepEqual(failuresOf(uriParts, otherSubject(set(['To', `<${uri}>`]))), [uri]);
    });
  }

  it('goes by the column of the table', () => {
    const all = 'sip:a@b.c:5070;transport=tcp;maddr=d.e;lr;ttl=1;method=X?a=b';
    const message = (subject: ReturnType<typeof publishSubject>) => uriParts.judge(subject, {} as never)[0]?.message;
    assert.equal(message(registerSubject(contact(all))), 'lr, method in the URI of Contact');
    assert.equal(message(subscribeSubject(contact(all))), 'ttl, method, headers in the URI of Contact');
    assert.equal(message(publishSubject(set(['Route', `<${all}>`]))), 'ttl, method, headers in the URI of Route');
    assert.deepEqual(outcomesOf(uriParts, otherSubject(contact(all))), ['pass']);
    assert.deepEqual(outcomesOf(uriParts, registerSubject(contact('sip:a@b.c:5070;transport=tcp?a=b'))), ['pass']);
    assert.deepEqual(outcomesOf(uriParts, subscribeSubject(contact('sip:a@b.c:5070;transport=tcp;lr'))), ['pass']);
  });

  it('fails an empty user and a parameter name that stands twice', () => {
    assert.deepEqual(failuresOf(uriParts, from('sip:@example.com')), ['@']);
    assert.deepEqual(failuresOf(uriParts, publishSubject(contact('sip:a@b.c;transport=tcp;Transport=udp'))), [
      'Transport=udp',
    ]);
    assert.deepEqual(failuresOf(uriParts, publishSubject({ requestUri: 'sip:alice@example.com;x=1;x=2' })), ['x=2']);
  });

  it('looks into no other URIs', () => {
    assert.deepEqual(outcomesOf(uriParts, from('tel:+1;a=1;a=2')), ['pass']);
    assert.deepEqual(outcomesOf(uriParts, from('im:alice@example.com:5060;lr')), ['pass']);
    assert.deepEqual(outcomesOf(uriParts, registerSubject(set(['Contact', '*']))), ['pass']);
  });
});
