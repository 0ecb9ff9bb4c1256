import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { bodyOf, isRequest, type ParseResult, type SipMessage } from './message';
import { publish, publishBytes, response, SETTINGS_DOCUMENT } from './message.fixture';
import { parseMessage } from './parse';

function message(result: ParseResult): SipMessage {
  assert.ok(result.ok, 'is SIP');
  return result.message;
}

function parse(text: string, options?: Parameters<typeof parseMessage>[1]): SipMessage {
  return message(parseMessage(Buffer.from(text, 'latin1'), options));
}

function rules({ defects }: SipMessage): string[] {
  return defects.map(({ rule }) => rule);
}

const START = 'PUBLISH sip:alice@example.com SIP/2.0\r\n';

describe('parseMessage reads what is there', () => {
  it('the request line with its places', () => {
    const { start, text, defects } = publish();
    assert.deepEqual(defects, []);
    assert.deepEqual([start.method, start.requestUri, start.version], ['PUBLISH', 'sip:alice@example.com', 'SIP/2.0']);
    assert.equal(text.slice(start.methodSpan.start, start.methodSpan.end), 'PUBLISH');
    assert.equal(text.slice(start.requestUriSpan.start, start.requestUriSpan.end), 'sip:alice@example.com');
    assert.equal(text.slice(start.span.start, start.span.end), START.trimEnd());
  });

  it('the status line with its places', () => {
    const { start, text } = response({ status: 489, reason: 'Bad Event' });
    assert.deepEqual([start.status, start.reason], [489, 'Bad Event']);
    assert.equal(text.slice(start.statusSpan.start, start.statusSpan.end), '489');
  });

  it('names as written, keys in lower case and long', () => {
    const { headers } = parse(`${START}O: a\r\nEVENT : b\r\nX-Own: c\r\n\r\n`);
    assert.deepEqual(
      headers.map(({ name, key, value, line }) => [name, key, value, line]),
      [
        ['O', 'event', 'a', 2],
        ['EVENT', 'event', 'b', 3],
        ['X-Own', 'x-own', 'c', 4],
      ],
    );
  });

  it('folded values octet for octet, and the lines behind them', () => {
    const { headers, text, defects } = parse(`${START}Subject:\r\n a\r\n\tb \r\nTo: x\r\n\r\n`);
    const [subject, to] = headers;
    assert.deepEqual(defects, []);
    assert.equal(subject?.value, 'a  \tb');
    assert.equal(text.slice(subject?.valueSpan.start, subject?.valueSpan.end), 'a\r\n\tb');
    assert.equal(text.slice(subject?.span.start, subject?.span.end), 'Subject:\r\n a\r\n\tb ');
    assert.deepEqual([subject?.line, to?.line], [2, 5]);
  });

  it('an empty value', () => {
    const [field] = parse(`${START}Subject: \r\n\r\n`).headers;
    assert.equal(field?.value, '');
    assert.deepEqual(field?.valueSpan, { start: START.length + 9, end: START.length + 9 });
  });

  it('the body of a datagram: by Content-Length, else all the rest', () => {
    assert.equal(bodyOf(publish()).toString(), SETTINGS_DOCUMENT);
    const cut = publish({ raw: (text) => `${text}surplus` });
    assert.deepEqual(cut.defects, []);
    assert.equal(bodyOf(cut).toString(), SETTINGS_DOCUMENT);
    assert.equal(cut.span.end, cut.bytes.length - 7);
    assert.equal(bodyOf(publish({ without: ['Content-Length'] })).toString(), SETTINGS_DOCUMENT);
  });

  it('a message behind empty lines', () => {
    const late = message(parseMessage(Buffer.concat([Buffer.from('\r\n\r\n'), publishBytes()])));
    assert.deepEqual(late.defects, []);
    assert.equal(late.start.span.start, 4);
    assert.equal(late.headers[0]?.line, 2);
    assert.ok(isRequest(late));
  });
});

describe('parseMessage reports', () => {
  it('a missing Content-Length on a stream only', () => {
    const bytes = publishBytes({ without: ['Content-Length'] });
    assert.deepEqual(rules(message(parseMessage(bytes, { stream: true }))), ['RFC 3261 §18.3']);
    assert.deepEqual(rules(message(parseMessage(bytes))), []);
  });

  it('a body that is shorter than Content-Length, and takes what there is', () => {
    const short = message(parseMessage(publishBytes().subarray(0, -10)));
    assert.deepEqual(rules(short), ['Content-Length']);
    assert.equal(short.body.end, short.bytes.length);
  });

  for (const name of [
    'Call-ID',
    'CSeq',
    'From',
    'To',
    'Max-Forwards',
    'Content-Type',
    'Event',
    'Expires',
    'SIP-If-Match',
  ]) {
    it(`a second row of ${name}, at that row, in whatever spelling`, () => {
      const twice = publish({ set: [[name, '1']], add: [[name.toUpperCase(), '1']] });
      assert.deepEqual(rules(twice), [name.toLowerCase()]);
      assert.deepEqual(twice.defects[0]?.span, twice.headers.at(-1)?.span);
    });
  }

  for (const name of ['Via', 'Contact', 'Accept-Contact', 'Route', 'Authorization', 'X-Own', 'P-Preferred-Identity']) {
    it(`nothing about a second row of ${name}`, () => {
      assert.deepEqual(
        rules(
          publish({
            add: [
              [name, 'x'],
              [name, 'x'],
            ],
          }),
        ),
        [],
      );
    });
  }

  it('a row without a colon and goes on behind it, folded lines included', () => {
    const { headers, defects, text } = parse(`${START}garbage\r\n more: x\r\nTo: x\r\n\r\n`);
    assert.deepEqual(
      headers.map(({ key }) => key),
      ['to'],
    );
    assert.deepEqual(
      defects.map(({ rule, span }) => [rule, text.slice(span.start, span.end)]),
      [['HCOLON', 'garbage\r\n more: x']],
    );
  });

  it('every bare line end in the header part, and none in the body', () => {
    const all = publish({ raw: (text) => text.replaceAll('\r\n', '\n'), body: 'a\nb\rc' });
    assert.equal(all.defects.length, all.headers.length + 2);
    assert.ok(rules(all).every((rule) => rule === 'CRLF'));
    assert.equal(bodyOf(all).toString(), 'a\nb\rc');
  });

  const endings: readonly (readonly [text: string, rules: readonly string[]])[] = [
    [`${START}To: x\r\n`, ['Request']],
    [`${START}To: x`, ['Request']],
    [START, ['Request']],
    [START.trimEnd(), ['Request']],
    [`${START}\r`, ['CRLF']],
    ['SIP/2.0 200 OK\r\n', ['Response']],
  ];
  for (const [text, expected] of endings) {
    it(`the end of ${JSON.stringify(text.slice(-12))} by ${expected}`, () => {
      assert.deepEqual(rules(parse(text)), expected);
    });
  }

  it('bare line ends before the start line', () => {
    assert.deepEqual(rules(parse(`\n\r\n${START}To: x\r\n\r\n`)), ['CRLF']);
  });

  it('long values cut short in its words', () => {
    const { defects } = parse(`${'('.repeat(5000)} sip:a@b.c SIP/2.0\r\n\r\n`);
    assert.ok((defects[0]?.message.length ?? 0) < 200);
  });
});

describe('parseMessage refuses what is not SIP', () => {
  for (const text of ['', '\r\n\r\n', '\0\x01\0\0!\x12\xa4B', 'hello', 'hello\r\n\r\nworld: x', '\r\n']) {
    it(JSON.stringify(text), () => {
      const result = parseMessage(Buffer.from(text, 'latin1'));
      assert.ok(!result.ok);
      assert.equal(result.problem.rule, 'SIP-message');
    });
  }

  it('but takes a broken start line with header fields behind it', () => {
    const { headers, defects } = parse('hello\r\nTo: x\r\n\r\n');
    assert.equal(headers[0]?.key, 'to');
    assert.ok(defects.length > 0);
  });
});

describe('parseMessage keeps its limits', () => {
  it('of octets', () => {
    const body = 'x'.repeat(65_000);
    assert.ok(!parseMessage(publishBytes({ body: `${body}${body}` })).ok);
    assert.ok(parseMessage(publishBytes({ body: `${body}${body}` }), { stream: true }).ok);
    assert.ok(!parseMessage(publishBytes(), { maxBytes: 600 }).ok);
    assert.ok(parseMessage(publishBytes(), { maxBytes: publishBytes().length }).ok);
  });

  it('of header rows, and still finds the body', () => {
    const many = parse(`${START}a: 1\r\nb: 2\r\nc: 3\r\nd: 4\r\n\r\nbody`, { maxHeaders: 2 });
    assert.equal(many.headers.length, 2);
    assert.equal(bodyOf(many).toString(), 'body');
    assert.deepEqual(
      many.defects.map(({ rule, span }) => [rule, many.text.slice(span.start, span.end)]),
      [['row-limit', 'c: 3\r\nd: 4']],
    );
    assert.deepEqual(rules(parse(`${START}a: 1\r\nb: 2\r\n\r\n`, { maxHeaders: 2 })), []);
  });
});
