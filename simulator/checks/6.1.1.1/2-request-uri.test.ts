import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { context, publishSubject } from '../trace.fixture';
import { publishRequestUri } from './2-request-uri';

describe('6.1.1.1-2 the Request-URI of the PUBLISH is the IM Address', () => {
  const equal: readonly [string, string][] = [
    ['sip:alice@example.com', 'sip:alice@example.com'],
    ['sip:alice@EXAMPLE.com', 'sip:alice@example.com'],
    ['SIP:alice@example.com', 'sip:alice@example.com'],
    ['sip:%61lice@example.com', 'sip:alice@example.com'],
    ['sip:alice@example.com;comp=sigcomp', 'sip:alice@example.com'],
    ['tel:+1-201-555-0123', 'tel:+12015550123'],
    ['sip:alice@[2001:DB8:0::9:1]', 'sip:alice@[2001:db8::9:01]'],
  ];
  for (const [requestUri, imAddress] of equal) {
    it(`passes ${requestUri} for ${imAddress}`, () => {
      assertPass(publishRequestUri, publishSubject({ requestUri }), context({ imAddress }));
    });
  }

  const different = [
    'sip:Alice@example.com',
    'sip:alice@example.com:5060',
    'sip:alice@example.com;transport=tcp',
    'sips:alice@example.com',
    'sip:im-server.example.com',
    'sip:bob@example.com',
    'tel:+12015550123',
    'sip:alice@example.com?subject=a',
    'sip:alice@example.com;method=PUBLISH',
    '<sip:alice@example.com>',
    'sip:ali ce@example.com',
    'alice@example.com',
  ];
  for (const requestUri of different) {
    it(`fails ${requestUri} and points at it`, () => {
      assert.equal(failureAt(publishRequestUri, publishSubject({ requestUri })), requestUri);
    });
  }

  it('passes another identity of the user where the IMS core bars the IM Address', () => {
    const requestUri = 'sip:al@example.com';
    const registered = (aor: string, associatedUris: readonly string[]) =>
      publishSubject({ requestUri }, { registration: { aor, serviceRoute: [], associatedUris } });
    const address = 'sip:alice@example.com';
    assertPass(publishRequestUri, registered(address, [requestUri, 'tel:+12015550123']));
    assert.equal(failureAt(publishRequestUri, registered(address, [requestUri, address])), requestUri);
    assert.equal(failureAt(publishRequestUri, registered('sip:bob@example.com', [requestUri])), requestUri);
    assert.equal(failureAt(publishRequestUri, registered(address, ['sip:other@example.com'])), requestUri);
  });

  it('passes an alias', () => {
    const of = context({ imAddressAliases: ['tel:+12015550123'] });
    assertPass(publishRequestUri, publishSubject({ requestUri: 'tel:+12015550123' }), of);
  });

  it('passes the strict-route form, with the IM Address as last Route value', () => {
    const requestUri = 'sip:proxy.example.com';
    const add = [['Route', '<sip:b.example.com>, <sip:alice@example.com>']] as const;
    assertPass(publishRequestUri, publishSubject({ requestUri, add }));
  });

  it('fails that form when the first Route value is a loose router', () => {
    const requestUri = 'sip:proxy.example.com';
    const add = [['Route', '<sip:b.example.com;lr>, <sip:alice@example.com>']] as const;
    assert.equal(failureAt(publishRequestUri, publishSubject({ requestUri, add })), requestUri);
  });

  it('compares with an address learned from the registration, and says so', () => {
    const of = context({ imAddress: undefined });
    const learned = { uri: 'sip:alice@example.com', aliases: ['tel:+12015550123'] };
    assert.deepEqual(outcomes(publishRequestUri, publishSubject({}, { learned }), of), ['pass', 'info']);
    const byAlias = publishSubject({ requestUri: 'tel:+12015550123' }, { learned });
    assert.deepEqual(outcomes(publishRequestUri, byAlias, of), ['pass', 'info']);
    const other = publishSubject({ requestUri: 'sip:bob@example.com' }, { learned });
    assert.deepEqual(outcomes(publishRequestUri, other, of), ['fail', 'info']);
  });

  it('is inconclusive when the address is unknown, but never lets bad syntax pass', () => {
    const of = context({ imAddress: undefined });
    assert.deepEqual(outcomes(publishRequestUri, publishSubject(), of), ['inconc']);
    const requestUri = '<sip:alice@example.com>';
    assert.equal(failureAt(publishRequestUri, publishSubject({ requestUri }), of), requestUri);
  });
});
