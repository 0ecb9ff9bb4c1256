import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { added, failuresOf, outcomesOf, replaced, set, truncatedSubject } from '../row.fixture';
import { answerOf, context, publishSubject, registerSubject, subscribeSubject } from '../trace.fixture';
import { headerRows } from './7.3.1-1-header-rows';

const row = (name: string, value: string) => publishSubject(set([name, value]));

describe('RFC3261-7.3.1-1 header rows', () => {
  testEntry(headerRows, 'name, colon, value', {
    violation: {
      seen: publishSubject(replaced('Event: service-settings', 'Event service-settings')),
      at: 'Event service-settings',
    },
    legal: {
      'blanks before the colon': { seen: publishSubject(replaced(/^([A-Z][\w-]+):/gm, '$1 \t:')) },
      'no blank after the colon': { seen: publishSubject(replaced(/^([A-Z][\w-]+): /gm, '$1:')) },
      'empty value where the grammar allows it (Subject, Supported, Accept)': {
        seen: publishSubject(added(['Subject', ''], ['Supported', ''], ['Accept', ''])),
      },
      'UnknownHeader: ;;,,;;,; (opaque value of an unknown header)': {
        seen: publishSubject(added(['UnknownHeader', ';;,,;;,;'])),
      },
    },
  });

  const wrong: readonly [string, RegExp | string, string, string][] = [
    ['an empty name', 'Max-Forwards: 70', ': 70', ':'],
    ['a name that is no token', 'Max-Forwards: 70', 'Max Forwards: 70', 'Max Forwards'],
    ['a line break before the colon', 'Max-Forwards: 70', 'Max-Forwards\r\n : 70', 'Max-Forwards\r\n : 70'],
    ['NUL in a value', 'Max-Forwards: 70', 'Max-Forwards: 70\r\nX: a\0b', '\0'],
    ['a control character', 'Max-Forwards: 70', 'Max-Forwards: 70\r\nSubject: a\x07b', '\x07'],
    ['octets that are not UTF-8', 'Max-Forwards: 70', 'Max-Forwards: 70\r\nSubject: caf\xe9 ', '\xe9'],
    ['a continuation of nothing', 'Via: ', ' x\r\nVia: ', ' x'],
  ];
  for (const [what, from, to, at] of wrong) {
    it(`fails ${what} and points at it`, () => {
      assert.deepEqual(failuresOf(headerRows, publishSubject(replaced(from, to))), [at]);
    });
  }

  it('passes folds, UTF-8 and quoted pairs', () => {
    const subject = publishSubject({
      set: [['From', '"caf\u00e9 \\\u0001"\r\n\t <sip:alice@example.com> ;tag=1']],
      add: [['Subject', 'Grüße ☂']],
    });
    assert.deepEqual(outcomesOf(headerRows, subject), ['pass']);
  });

  describe('the grammar of header fields without an entry of their own', () => {
    const broken: readonly [string, string, string][] = [
      ['From', '"Alice <sip:alice@example.com>;tag=1', '"Alice <sip:alice@example.com>;tag=1'],
      ['From', '<sip:alice@exa_mple.com>;tag=1', 'exa_mple.com'],
      ['From', '<sip:alice@example.com>;tag=1, <sip:bob@example.com>', ', <sip:bob@example.com>'],
      ['To', 'Alice, B <sip:alice@example.com>', 'Alice, B <sip:alice@example.com>'],
      ['To', '< sip:alice@example.com >', ' sip:alice@example.com '],
      ['To', '<sip:alice@example.com', '<sip:alice@example.com'],
      ['To', '<sip:alice@example.com>;tag=', 'tag='],
      ['Contact', '<sip:alice@192.0.2.10>;;', ';'],
      ['Route', 'sip:proxy.example.com;lr', 'sip:proxy.example.com;lr'],
      ['Route', 'sip:proxy.example.com?x=1', '?x=1'],
      ['Reply-To', '', ''],
      ['Via', 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1;;,', ';,'],
      ['Date', 'Fri, 01 Jan 2010 16:00:00 EST', 'Fri, 01 Jan 2010 16:00:00 EST'],
    ];
    for (const [name, value, at] of broken) {
      it(`fails ${name}: ${value}`, () => assert.deepEqual(failuresOf(headerRows, row(name, value)), [at]));
    }

    const others: readonly [string, string, string][] = [
      ['From', '<sip:alice@example.com>;tag=', 'RFC3261-8.1.1.3-1'],
      ['From', '<sip:@example.com>;tag=1', 'RFC3261-19.1.1-1'],
      ['From', '<sip:al ice@example.com>;tag=1', 'RFC3261-19.1.2-1'],
      ['From', 'sip:alice@example.com?a=b;tag=1', 'RFC3261-20-1'],
      ['Contact', 'sip:a,b@192.0.2.10', 'RFC3261-20-1'],
      ['Via', 'UDP 192.0.2.10;branch=z9hG4bK1', 'RFC3261-8.1.1.7-1'],
      ['Via', 'SIP/2.0/UDP 192.0.2.10;branch=', 'RFC3261-8.1.1.7-2'],
      ['Via', 'SIP/2.0/UDP 2001:db8::1:5060;branch=z9hG4bK1', 'RFC3261-18.1.1-3'],
      ['Via', 'SIP/2.0/UDP 192.0.2.10;rport=x;branch=z9hG4bK1', 'RFC3581-3-1'],
      ['CSeq', 'PUBLISH', 'RFC3261-8.1.1.5-2'],
      ['Call-ID', 'a b', 'RFC3261-8.1.1.4-2'],
      ['Content-Type', 'xml', 'RFC3261-7.4.1-1'],
      ['Expires', 'soon', '6.1.1.1-6'],
      ['From', '<tel:7042>;tag=1', 'none, because to RFC 3261 it is an absolute URI'],
    ];
    for (const [name, value, entry] of others) {
      it(`leaves ${name}: ${value} to ${entry}`, () => {
        assert.deepEqual(outcomesOf(headerRows, row(name, value)), ['pass']);
      });
    }

    it('leaves what has an entry in another document to that', () => {
      const control = (name: string) => outcomesOf(headerRows, row(name, '*;x="\u0001"'));
      for (const name of ['Event', 'SIP-If-Match', 'Accept-Contact', 'Reject-Contact', 'P-Preferred-Identity'])
        assert.deepEqual(control(name), ['pass'], name);
      const event = set(['Event', 'service-settings;x="\u0001"']);
      assert.deepEqual(outcomesOf(headerRows, registerSubject(event)), ['fail']);
      assert.deepEqual(outcomesOf(headerRows, subscribeSubject(event)), ['pass']);
    });

    it('tells a control character once, whatever else cannot be read because of it', () => {
      assert.deepEqual(failuresOf(headerRows, row('From', '<sip:al\u0001ice@example.com>;tag=1')), ['\u0001']);
    });
  });

  it('looks at a response without what it copies from the request', () => {
    const outcomes = (name: string, value: string) => outcomesOf(headerRows, answerOf(set([name, value])));
    assert.deepEqual(outcomes('X', 'a\u0001'), ['fail']);
    assert.deepEqual(outcomes('Contact', '<sip:a@b c>'), ['fail']);
    for (const name of ['From', 'To', 'Via']) assert.deepEqual(outcomes(name, '"x'), ['pass'], name);
  });

  it('cannot decide what stands behind the number of rows that are read', () => {
    const many = Array.from({ length: 600 }, (_, index) => [`X-${index}`, '1'] as const);
    const [seen, ...others] = headerRows.judge(publishSubject(added(...many)), context());
    assert.equal(seen?.outcome, 'inconc');
    assert.match(seen?.message ?? '', /more than 512 header rows/);
    assert.deepEqual(others, []);
  });

  it('says nothing of a message that was cut off in its header part', () => {
    assert.deepEqual(outcomesOf(headerRows, truncatedSubject('Max-Forw')), []);
    assert.deepEqual(outcomesOf(headerRows, truncatedSubject('From: <sip:ali')), []);
    assert.deepEqual(outcomesOf(headerRows, truncatedSubject('\r\n\r\n', 5)), ['pass']);
  });
});
