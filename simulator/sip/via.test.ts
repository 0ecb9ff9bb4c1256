import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publish } from './message.fixture';
import { accepted, breach, field } from './read.fixture';
import { readVia, readVias } from './via';

describe('readVias', () => {
  it('reads the values of all rows from the top down', () => {
    const message = publish({
      set: [
        ['Via', 'SIP/2.0/UDP a.example.com:5070;branch=z9hG4bK1;rport, SIP/2.0/TCP b.example.com;branch=z9hG4bK2'],
        ['v', 'SIP / 2.0 / TLS  [2001:db8::1] : 5061 ; received = 2001:db8::2 ; rport=9'],
      ],
      without: ['Route'],
    });
    const vias = accepted(readVias(message));
    assert.deepEqual(
      vias.map(({ transport, host, port, branch, received, rport }) => [
        transport,
        host,
        port,
        branch,
        received,
        rport,
      ]),
      [
        ['UDP', 'a.example.com', 5070, 'z9hG4bK1', undefined, true],
        ['TCP', 'b.example.com', undefined, 'z9hG4bK2', undefined, undefined],
        ['TLS', '[2001:db8::1]', 5061, undefined, '2001:db8::2', 9],
      ],
    );
    const [first, second] = vias;
    assert.equal(first?.field, message.headers[0]);
    assert.equal(
      message.text.slice(first?.span.start, first?.span.end),
      'SIP/2.0/UDP a.example.com:5070;branch=z9hG4bK1;rport',
    );
    assert.equal(message.text.slice(second?.span.start, second?.span.end), 'SIP/2.0/TCP b.example.com;branch=z9hG4bK2');
  });

  it('finds none in a message without Via', () => {
    assert.deepEqual(accepted(readVias(publish({ without: ['Via'] }))), []);
  });

  it('keeps all parameters, known and unknown', () => {
    const [via] = accepted(readVia(field('Via', 'SIP/2.0/WS x.invalid;keep;ttl=1;maddr=192.0.2.1;x="y;z"')));
    assert.deepEqual(
      via?.params.map(({ key, value }) => [key, value]),
      [
        ['keep', undefined],
        ['ttl', '1'],
        ['maddr', '192.0.2.1'],
        ['x', 'y;z'],
      ],
    );
  });

  const breaches: readonly (readonly [value: string, rule: string, octets: string])[] = [
    ['', 'sent-protocol', ''],
    ['SIP/2.0 a.b', 'sent-protocol', ' a.b'],
    ['SIP/2.0/UDP', 'via-parm', ''],
    ['SIP/2.0/UDP[::1]', 'via-parm', '[::1]'],
    ['SIP/2.0/UDP a_b', 'host', 'a_b'],
    ['SIP/2.0/UDP [::1', 'host', ''],
    ['SIP/2.0/UDP a.b:', 'port', ''],
    ['SIP/2.0/UDP a.b:99999', 'port', '99999'],
    ['SIP/2.0/UDP a.b;rport=x', 'response-port', 'rport=x'],
    ['SIP/2.0/UDP a.b;branch=', 'generic-param', 'branch='],
    ['SIP/2.0/UDP a.b;;branch=x', 'generic-param', ';branch=x'],
    ['SIP/2.0/UDP a.b,', 'sent-protocol', ''],
    ['SIP/2.0/UDP a.b x', 'Via', 'x'],
  ];
  for (const [value, rule, octets] of breaches) {
    it(`refuses "${value}" by ${rule}`, () => {
      assert.deepEqual(breach(readVia, 'Via', value), [rule, octets]);
    });
  }
});
