import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { urisEqual } from './uri-equality';

const ALICE = 'sip:alice@example.com';

type Row = readonly [a: string, b: string, equal: boolean, why: string];

const sip: readonly Row[] = [
  ['sip:Alice@example.com', ALICE, false, 'user part case'],
  ['sip:alice@EXAMPLE.com;X=1', ALICE, true, 'host case, one-sided unknown parameter'],
  ['sip:%61lice@example.com', ALICE, true, 'unreserved escape'],
  ['sip:a%2Bb@example.com', 'sip:a+b@example.com', false, '"+" is reserved'],
  ['sip:a%2Bb@example.com', 'sip:a%2bb@example.com', true, 'the same escape'],
  [`${ALICE}:5060`, ALICE, false, 'port presence'],
  [`${ALICE}:5060`, `${ALICE}:05060`, true, 'ports are numbers'],
  [`${ALICE};transport=tcp`, ALICE, false, 'transport one-sided (D-13)'],
  ['sip:+12015550123@example.com;user=phone', 'sip:+12015550123@example.com', false, 'user one-sided'],
  [`${ALICE};ttl=1`, ALICE, false, 'ttl one-sided'],
  [`${ALICE};method=INVITE`, ALICE, false, 'method one-sided'],
  [`${ALICE};maddr=192.0.2.1`, ALICE, false, 'maddr one-sided'],
  [`${ALICE};lr`, ALICE, true, 'lr one-sided'],
  [`${ALICE};comp=sigcomp`, ALICE, true, 'unknown parameter one-sided'],
  [`${ALICE};a=1;b=2`, `${ALICE};B=2;A=1`, true, 'order, case'],
  [`${ALICE};x=1`, `${ALICE};x=2`, false, 'differing common parameter'],
  [`${ALICE};x`, `${ALICE};x=1`, false, 'a flag and a value'],
  ['sips:alice@example.com', ALICE, false, 'scheme'],
  ['SIP:alice@example.com', ALICE, true, 'scheme case'],
  ['sip:alice@[2001:db8::9:01]', 'sip:alice@[2001:DB8:0::9:1]', true, 'binary IP equality'],
  ['sip:alice@[::ffff:192.0.2.1]', 'sip:alice@[::ffff:c000:201]', true, 'IPv4 inside IPv6'],
  ['sip:alice@[2001:db8::1]', 'sip:alice@[2001:db8::2]', false, 'other address'],
  ['sip:alice@192.0.2.1', 'sip:alice@192.0.2.001', true, 'IPv4 addresses are numbers'],
  ['sip:bob@phone21.example.com', 'sip:bob@192.0.2.4', false, 'a name never equals an address'],
  [`${ALICE}?subject=a`, ALICE, false, 'headers never ignored'],
  [`${ALICE}?subject=a%20x&priority=urgent`, `${ALICE}?Priority=urgent&subject=a%20x`, true, 'order of headers'],
  [`${ALICE}?a=1&a=2`, `${ALICE}?a=1&a=1`, false, 'repeated headers'],
  ['sip:%61lice@example.com;transport=TCP', 'sip:alice@EXAMPLE.CoM;Transport=tcp', true, 'RFC 3261 example'],
  ['SIP:ALICE@example.com;Transport=udp', 'sip:alice@example.com;Transport=UDP', false, 'RFC 3261 example'],
  ['sip:a%252B@example.com', 'sip:a%2B@example.com', false, 'decoded once, not twice'],
  ['sip:%2561lice@example.com', ALICE, false, 'decoded once, not twice'],
  ['sip:alice:secret@example.com', ALICE, false, 'password presence'],
  ['sip:alice:Secret@example.com', 'sip:alice:secret@example.com', false, 'password case'],
  ['sip:example.com', 'sip:example.com', true, 'no user'],
  ['sip:@example.com', 'sip:@example.com', false, 'unreadable equals nothing'],
  [`${ALICE};n%61me=v`, `${ALICE};name=V`, true, 'escapes in parameters'],
  [`${ALICE};tr%61nsport=tcp`, ALICE, false, 'an escaped name is that name'],
];

const tel: readonly Row[] = [
  ['tel:+1-201-555-0123', 'tel:+12015550123', true, 'visual separators'],
  ['tel:+1(201)555.0123', 'TEL:+12015550123', true, 'all visual separators, scheme case'],
  ['tel:+12015550123', 'tel:+12015550124', false, 'digits'],
  ['tel:+12015550123;x=1', 'tel:+12015550123', false, 'a parameter on one side only'],
  ['tel:+12015550123;ext=12;isub=A', 'tel:+12015550123;ISUB=a;ext=1-2', true, 'order, case, separators in ext'],
  ['tel:7042;phone-context=example.com', 'tel:7042;phone-context=EXAMPLE.com', true, 'context as a name'],
  ['tel:7042;phone-context=+1-201', 'tel:7042;phone-context=+1201', true, 'context as a number'],
  ['tel:7042;phone-context=example.com', 'tel:7042;phone-context=example.org', false, 'other context'],
  ['tel:12;phone-context=+1', 'tel:+12;phone-context=+1', false, 'local and global'],
  ['tel:1a#*;phone-context=x.org', 'tel:1A#*;phone-context=x.org', true, 'letters of a local number'],
  ['tel:7042', 'tel:7042', false, 'a local number without context is unreadable'],
  ['tel:+12015550123', 'sip:+12015550123@example.com;user=phone', false, 'tel and sip are never equal'],
];

const other: readonly Row[] = [
  ['http://example.com/a', 'HTTP://example.com/a', true, 'scheme case'],
  ['http://example.com/a', 'http://example.com/A', false, 'the rest octet by octet'],
  ['im:alice@example.com', 'pres:alice@example.com', false, 'other scheme'],
  ['im:alice@example.com', ALICE, false, 'other kind'],
  ['alice', 'alice', false, 'no URI'],
  ['', '', false, 'nothing'],
];

for (const [rule, rows] of Object.entries({
  'RFC 3261 §19.1.4 and RFC 5954': sip,
  'RFC 3966 §4': tel,
  'other schemes': other,
})) {
  describe(`urisEqual by ${rule}`, () => {
    for (const [a, b, equal, why] of rows) {
      it(`${a} ${equal ? 'equals' : 'differs from'} ${b}: ${why}`, () => {
        assert.equal(urisEqual(a, b), equal);
        assert.equal(urisEqual(b, a), equal);
      });
    }
  });
}

describe('urisEqual', () => {
  it('never throws, and is symmetric', () => {
    const piece = fc.constantFrom(
      'sip:',
      'tel:',
      'a',
      '%41',
      '%',
      '@',
      'b.c',
      ':',
      '5060',
      ';x',
      '=1',
      '?',
      '&',
      '[::1]',
      '+1',
      '-',
    );
    const uri = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    return fc.assert(
      fc.property(uri, uri, (a, b) => {
        assert.equal(urisEqual(a, b), urisEqual(b, a));
      }),
    );
  });
});
