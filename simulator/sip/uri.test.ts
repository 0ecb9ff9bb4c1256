import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { parseUri, type Uri } from './uri';

function valid(text: string): Uri {
  const read = parseUri(text);
  assert.ok(read.ok, text);
  return read.value;
}

describe('parseUri', () => {
  it('takes a SIP URI apart and keeps its escapes', () => {
    assert.deepEqual(valid('sip:al%69ce:pw@Example.com:5070;transport=tcp;lr?subject=a%20b&to='), {
      kind: 'sip',
      user: 'al%69ce',
      password: 'pw',
      host: 'Example.com',
      port: 5070,
      params: [{ name: 'transport', value: 'tcp' }, { name: 'lr' }],
      headers: [
        { name: 'subject', value: 'a%20b' },
        { name: 'to', value: '' },
      ],
    });
  });

  it('reads a host alone', () => {
    assert.deepEqual(valid('SIPS:example.com'), { kind: 'sips', host: 'example.com', params: [], headers: [] });
  });

  it('takes semicolons and question marks before "@" as the user', () => {
    const uri = valid('sip:user;par=u%40x?y@example.com;a');
    assert.ok(uri.kind === 'sip');
    assert.equal(uri.user, 'user;par=u%40x?y');
    assert.deepEqual(uri.params, [{ name: 'a' }]);
  });

  for (const host of [
    '[2001:db8::1]',
    '[::]',
    '[::ffff:192.0.2.1]',
    '[1:2:3:4:5:6:7:8]',
    '192.0.2.1',
    'a.b-c.d',
    'x.',
    '1a.b2',
  ]) {
    it(`reads the host ${host}, with and without a port`, () => {
      const uri = valid(`sip:a@${host}:5060`);
      assert.ok(uri.kind === 'sip');
      assert.deepEqual([uri.host, uri.port], [host, 5060]);
      assert.ok(parseUri(`sip:${host}`).ok);
    });
  }

  it('reads a global telephone number', () => {
    assert.deepEqual(valid('tel:+1-201-555-0123;ext=12'), {
      kind: 'tel',
      global: true,
      digits: '12015550123',
      params: [{ name: 'ext', value: '12' }],
    });
  });

  it('reads a local telephone number with its context', () => {
    const uri = valid('tel:70(42)#;phone-context=example.com');
    assert.ok(uri.kind === 'tel' && !uri.global);
    assert.equal(uri.digits, '7042#');
  });

  it('names the scheme of another URI and looks no further', () => {
    assert.deepEqual(valid('HTTP://example.com/?a'), { kind: 'other', scheme: 'http' });
    assert.deepEqual(valid('isbn:2983792873'), { kind: 'other', scheme: 'isbn' });
  });

  const breaches: readonly (readonly [uri: string, rule: string, octets: string])[] = [
    ['alice@example.com', 'scheme', 'alice@example.com'],
    ['<sip:a@b.c>', 'scheme', '<sip:a@b.c>'],
    ['http:', 'absoluteURI', ':'],
    ['http://a b', 'absoluteURI', ' '],
    ['sip:', 'host', ''],
    ['sip:@example.com', 'userinfo', '@'],
    ['sip:a@b@c.d', 'user', '@'],
    ['sip:a b@example.com', 'user', ' '],
    ['sip:a"b@example.com', 'user', '"'],
    ['sip:a:b;c@example.com', 'password', ';'],
    ['sip:a%4@example.com', 'escaped', '%4'],
    ['sip:a%zz@example.com', 'escaped', '%zz'],
    ['sip:a@-b.c', 'host', '-b.c'],
    ['sip:a@b_c.d', 'host', 'b_c.d'],
    ['sip:a@b..c', 'host', 'b..c'],
    ['sip:a@1.2.3', 'host', '1.2.3'],
    ['sip:a@1.2.3.256', 'host', '1.2.3.256'],
    ['sip:a@%65xample.com', 'escaped', '%65'],
    ['sip:a@[1::2::3]', 'host', '[1::2::3]'],
    ['sip:a@[1:2:3]', 'host', '[1:2:3]'],
    ['sip:a@[1:2:3:4:5:6:7:8:9]', 'host', '[1:2:3:4:5:6:7:8:9]'],
    ['sip:a@[1:2:3:4:5:6:7::8]', 'host', '[1:2:3:4:5:6:7::8]'],
    ['sip:a@[::12345]', 'host', '[::12345]'],
    ['sip:a@[fe80::1%25eth0]', 'escaped', '%25'],
    ['sip:a@[::1', 'host', '[::1'],
    ['sip:a@b.c:', 'port', ''],
    ['sip:a@b.c:65536', 'port', '65536'],
    ['sip:a@b.c:5x', 'port', '5x'],
    ['sip:a@b.c;', 'uri-parameter', ';'],
    ['sip:a@b.c;x=', 'uri-parameter', 'x='],
    ['sip:a@b.c;x="1"', 'paramchar', '"'],
    ['sip:a@b.c;a"=1', 'paramchar', '"'],
    ['sip:a@b.c;x=1;X=2', 'uri-parameters', 'X=2'],
    ['sip:a@b.c;x;y;Y', 'uri-parameters', 'Y'],
    ['sip:a@b.c?', 'headers', '?'],
    ['sip:a@b.c?x', 'headers', '?x'],
    ['sip:a@b.c?x=1&', 'headers', '&'],
    ['sip:a@b.c?x=;', 'hvalue', ';'],
    ['sip:a@b.c?a;=x', 'hname', ';'],
    ['tel:', 'telephone-subscriber', ''],
    ['tel:+', 'telephone-subscriber', '+'],
    ['tel:+1a', 'telephone-subscriber', '+1a'],
    ['tel:---', 'telephone-subscriber', '---'],
    ['tel:7042', 'local-number', '7042'],
    ['tel:7042;phone-context=-', 'context', ';phone-context=-'],
    ['tel:+1;a_b=1', 'pname', ';a_b=1'],
    ['tel:+1;a=1;a=2', 'par', 'a=2'],
    ['tel:+1;', 'par', ';'],
  ];
  for (const [text, rule, octets] of breaches) {
    it(`refuses ${text} by ${rule} and points at "${octets}"`, () => {
      const read = parseUri(text);
      assert.ok(!read.ok);
      const { span } = read.defect;
      assert.deepEqual([read.defect.rule, text.slice(span.start, span.end)], [rule, octets]);
    });
  }
});
