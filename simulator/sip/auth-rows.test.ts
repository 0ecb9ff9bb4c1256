import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { readAuthRow } from './auth-rows';
import { field } from './read.fixture';

const parts = (value: string) =>
  readAuthRow(field('Authorization', value)).map(({ scheme, params }) => [
    scheme,
    ...params.map(({ name, value: text, quoted }) => `${name}=${quoted ? `"${text}"` : text}`),
  ]);

describe('readAuthRow', () => {
  const rows: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    ['Digest username="a", nc=00000001', [['Digest', 'username="a"', 'nc=00000001']]],
    ['Digest  realm = "a, Digest b=c" ,\tqop =auth', [['Digest', 'realm="a, Digest b=c"', 'qop=auth']]],
    ['Digest realm="a\\"b\\\\"', [['Digest', 'realm="a"b\\"']]],
    [
      'Digest realm="a", x=1, Digest realm="b"',
      [
        ['Digest', 'realm="a"', 'x=1'],
        ['Digest', 'realm="b"'],
      ],
    ],
    [
      'Digest realm="a",,digest realm="b",',
      [
        ['Digest', 'realm="a"'],
        ['digest', 'realm="b"'],
      ],
    ],
    [
      'Digest uri=sip:alice@example.com, nonce=abc==, qop=auth',
      [['Digest', 'uri=sip:alice@example.com', 'nonce=abc==', 'qop=auth']],
    ],
    ['Digest realm="", nonce=', [['Digest', 'realm=""', 'nonce=']]],
    ['Basic YWxpY2U6c2VjcmV0', [['Basic']]],
    ['Basic a/b+c==, Digest realm="r"', [['Basic'], ['Digest', 'realm="r"']]],
    ['Digest "a"', []],
    ['NTLM', [['NTLM']]],
    ['Digest realm="a', []],
    ['realm="a"', []],
    ['', []],
    ['"', []],
  ];
  for (const [value, expected] of rows) {
    it(`reads ${value === '' ? 'an empty row' : value}`, () => assert.deepEqual(parts(value), expected));
  }

  it('knows where things stand', () => {
    const from = field('Authorization', 'Digest uri = "sip:a", nc=1');
    const [auth] = readAuthRow(from);
    const text = ({ start, end }: { start: number; end: number }) =>
      from.value.slice(start - from.valueSpan.start, end - from.valueSpan.start);
    const shown = auth?.params.map(({ span, nameSpan, valueSpan }) => [span, nameSpan, valueSpan ?? span].map(text));
    assert.deepEqual(shown, [
      ['uri = "sip:a"', 'uri', '"sip:a"'],
      ['nc=1', 'nc', '1'],
    ]);
  });
});
