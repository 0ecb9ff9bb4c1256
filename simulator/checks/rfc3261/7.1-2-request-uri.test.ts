import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, replaced } from '../row.fixture';
import { answerOf, publishSubject, registerSubject, subscribeSubject } from '../trace.fixture';
import { bareRequestUri } from './7.1-2-request-uri';
import { uriParts } from './19.1.1-1-uri-parts';
import { escapes } from './19.1.2-1-escapes';

const to = (requestUri: string) => publishSubject({ requestUri });

describe('RFC3261-7.1-2 the Request-URI', () => {
  testEntry(bareRequestUri, 'is a bare URI', {
    violation: { seen: to('<sip:alice@example.com>'), at: '<' },
    legal: {
      'unknown URI parameters': { seen: to('sip:alice@example.com;x=1;y') },
      'escaped characters %HH in the user part': { seen: to('sip:%61lice%20b@example.com') },
      'semicolon or other user-unreserved characters in the user part': {
        seen: to('sip:a;b=c&d+e$f,g?h/i@example.com'),
      },
      'IPv6 reference in square brackets': { seen: to('sip:alice@[2001:db8::1]:5060') },
    },
    inapplicable: {
      'a response': { seen: answerOf() },
      'a request line without one': { seen: publishSubject(replaced(' sip:alice@example.com', '')) },
    },
  });

  const wrong: readonly [string, string][] = [
    ['sip:alice@example.com?Route=%3Csip:a%3E', 'sip:alice@example.com?Route=%3Csip:a%3E'],
    ['sip:alice@example.com;method=PUBLISH', 'sip:alice@example.com;method=PUBLISH'],
    ['sip:@example.com', '@'],
    ['sip:al ice@example.com', 'sip:al ice@example.com'],
    ['sip:alice@example.com; lr', 'sip:alice@example.com; lr'],
    ['sip:al\u0001ice@example.com', '\u0001'],
    ['alice', 'alice'],
    ['sip:alice@exa_mple.com', 'exa_mple.com'],
    ['sip:alice@example.com:', ''],
    ['sip:alice@example.com;=1', ';=1'],
    ['im:al"ice@example.com', '"'],
  ];
  for (const [uri, at] of wrong) {
    it(`fails ${JSON.stringify(uri)} and no other of the three entries does`, () => {
      assert.deepEqual(failuresOf(bareRequestUri, to(uri)), [at]);
      assert.deepEqual([...failuresOf(escapes, to(uri)), ...failuresOf(uriParts, to(uri))], []);
    });
  }

  it('looks at brackets and blanks only where the scheme is another', () => {
    for (const uri of ['tel:7042', 'tel:+1;a=1;a=2', 'im:a?b=c', 'urn:service:sos', 'http://a/b?c=d'])
      assert.deepEqual(outcomesOf(bareRequestUri, to(uri)), ['pass']);
  });

  it('leaves escapes and repeated parameters to the entries about these', () => {
    for (const uri of ['sip:al"ice@example.com', 'sip:al%4@example.com', 'sip:alice@example.com;x=1;X=2'])
      assert.deepEqual(outcomesOf(bareRequestUri, to(uri)), ['pass']);
  });

  it('looks at every method, inside a dialog as well', () => {
    assert.deepEqual(failuresOf(bareRequestUri, registerSubject({ requestUri: '<sip:example.com>' })), ['<']);
    const rest = { kind: 'settings-subscribe-in-dialog' } as const;
    assert.deepEqual(failuresOf(bareRequestUri, subscribeSubject({ requestUri: '<sip:im@192.0.2.1>' }, rest)), ['<']);
  });
});
