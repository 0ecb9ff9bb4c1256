import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { readContacts } from './contact';
import { readNameAddr, readNameAddrs } from './name-addr';
import { accepted, breach, field } from './read.fixture';

function from(value: string) {
  return accepted(readNameAddr(field('From', value)));
}

describe('readNameAddr', () => {
  it('reads display name, URI, parameters and their places', () => {
    const address = from('"A. \\"Lice\\"" <sip:alice@example.com;lr>;tag=a1;x');
    assert.equal(address.displayName, 'A. "Lice"');
    assert.equal(address.uri, 'sip:alice@example.com;lr');
    assert.deepEqual(address.parsed, {
      kind: 'sip',
      user: 'alice',
      host: 'example.com',
      params: [{ name: 'lr' }],
      headers: [],
    });
    assert.equal(address.tag, 'a1');
    assert.ok(address.brackets);
    assert.deepEqual(
      address.params.map(({ key, value }) => [key, value]),
      [
        ['tag', 'a1'],
        ['x', undefined],
      ],
    );
    const { valueSpan } = field('From', 'x');
    assert.deepEqual(address.uriSpan, { start: valueSpan.start + 15, end: valueSpan.start + 39 });
    assert.deepEqual(address.params[0]?.span, { start: valueSpan.start + 41, end: valueSpan.start + 47 });
    assert.deepEqual(address.params[0]?.nameSpan, { start: valueSpan.start + 41, end: valueSpan.start + 44 });
    assert.deepEqual(address.params[0]?.valueSpan, { start: valueSpan.start + 45, end: valueSpan.start + 47 });
  });

  it('gives the parameters behind an address without brackets to the header field (RFC 3261 §20.10)', () => {
    const address = from('sip:alice@example.com;tag=1;transport=tcp');
    assert.equal(address.uri, 'sip:alice@example.com');
    assert.equal(address.brackets, false);
    assert.deepEqual(
      address.params.map(({ key }) => key),
      ['tag', 'transport'],
    );
  });

  it('reads display names of several tokens, of none, and without a blank before "<"', () => {
    assert.equal(from("Mr. Watson's <sip:w@example.com>").displayName, "Mr. Watson's");
    assert.equal(from('<sip:w@example.com>').displayName, undefined);
    assert.equal(from('"" <sip:w@example.com>').displayName, '');
    assert.equal(from('caller<sip:w@example.com>').displayName, 'caller');
  });

  it('has no tag where there is none or where it is quoted, which is no tag-param', () => {
    assert.equal(from('<sip:w@example.com>').tag, undefined);
    assert.equal(from('<sip:w@example.com>;tag="a"').tag, undefined);
    assert.equal(from('<sip:w@example.com>;TAG=a').tag, 'a');
  });

  it('keeps repeated parameters', () => {
    assert.equal(from('<sip:w@example.com>;x=1;X=2').params.length, 2);
  });

  const breaches: readonly (readonly [value: string, rule: string, octets: string])[] = [
    ['', 'addr-spec', ''],
    ['"a" sip:w@example.com', 'name-addr', 'sip:w@example.com'],
    ['<sip:w@example.com', 'RAQUOT', '<sip:w@example.com'],
    ['<sip:w@example.com> x', 'name-addr', 'x'],
    ['<sip:w@example.com>, <sip:v@example.com>', 'name-addr', ', <sip:v@example.com>'],
    ['<sip:w@example.com>;', 'generic-param', ''],
    ['<sip:w@example.com>;tag=', 'generic-param', 'tag='],
    ['<sip:w@example.com>;t@g=1', 'name-addr', '@g=1'],
    ['<sip:w@exa mple.com>', 'host', 'exa mple.com'],
    ['Bell, A <sip:w@example.com>', 'display-name', 'Bell, A <sip:w@example.com>'],
    ['sip:w@example.com?a=b', 'RFC 3261 §20', '?a=b'],
    ['sip:w watson@example.com;tag=1', 'user', ' '],
    ['sip:w@example.com watson@example.com', 'name-addr', 'watson@example.com'],
    ['sip:w, watson@example.com', 'name-addr', ', watson@example.com'],
    ['\u00fcnal <sip:w@example.com>', 'display-name', '\u00c3\u00bcnal <sip:w@example.com>'],
  ];
  for (const [value, rule, octets] of breaches) {
    it(`refuses "${value}" by ${rule}`, () => {
      assert.deepEqual(breach(readNameAddr, 'From', value), [rule, octets]);
    });
  }
});

describe('readNameAddrs and readContacts', () => {
  it('split at commas outside quotes and brackets', () => {
    const read = accepted(
      readNameAddrs(field('Contact', '"a, b;" <sip:a,b@example.com>;q=1 , sip:c@example.com;x="1,2"')),
    );
    assert.deepEqual(
      read.map(({ uri, params }) => [uri, params[0]?.value]),
      [
        ['sip:a,b@example.com', '1'],
        ['sip:c@example.com', '1,2'],
      ],
    );
  });

  it('refuse an empty element', () => {
    assert.equal(breach(readNameAddrs, 'Contact', '<sip:a@b.c>,,<sip:a@b.c>')[0], 'addr-spec');
    assert.equal(breach(readNameAddrs, 'Contact', '<sip:a@b.c>,')[0], 'addr-spec');
  });

  it('know the star, alone', () => {
    assert.deepEqual(accepted(readContacts(field('Contact', '*'))), { star: true });
    assert.ok(!readContacts(field('Contact', '*, <sip:a@b.c>')).ok);
    assert.ok(!readContacts(field('Contact', '*;expires=0')).ok);
  });

  it('read feature parameters of a Contact in all their forms', () => {
    const contacts = accepted(readContacts(field('Contact', '<sip:a@b.c>;+g.oma.sip-im;+x="TRUE";expires=60')));
    assert.ok(!contacts.star);
    assert.deepEqual(
      contacts.contacts[0]?.params.map(({ key, value, quoted }) => [key, value, quoted]),
      [
        ['+g.oma.sip-im', undefined, false],
        ['+x', 'TRUE', true],
        ['expires', '60', false],
      ],
    );
  });
});
