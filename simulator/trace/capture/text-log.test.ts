import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { publishBytes, registerBytes, responseBytes } from '../../sip/message.fixture';
import { parserFor } from '../message-event';
import type { CapturedMessage } from './captured';
import { describeMessage, type Result, readAll } from './text-log.fixture';

const xml = ['<?xml version="1.0"?>', '<poc-settings>', '', '  <entity id="a"/>', '</poc-settings>'].join('\n');
const publish = publishBytes({ body: xml }).toString('latin1');
const register = registerBytes().toString('latin1');
const ok = responseBytes().toString('latin1');
const bare = (text: string): string => text.replaceAll('\r\n', '\n');

function texts({ messages }: Result): readonly string[] {
  return messages.map(({ bytes }) => bytes.toString('latin1'));
}

function defectsOf({ transport, bytes }: CapturedMessage): readonly string[] {
  const parsed = parserFor(transport)(bytes);
  return parsed.ok ? parsed.message.defects.map(({ rule }) => rule) : [parsed.problem.rule];
}

describe('messages that follow each other', () => {
  const separators: readonly [string, string][] = [
    ['nothing', ''],
    ['an empty line', '\n'],
    ['empty lines', '\r\n\r\n\r\n'],
    ['a line of signs', '\n=====================\n'],
    ['words', '\nfrom alice to the server at noon:\n\n'],
  ];
  for (const [name, separator] of separators) {
    it(`are cut with ${name} between`, () => {
      assert.deepEqual(texts(readAll([register, publish, ok].join(separator))), [register, publish, ok]);
    });

    it(`get their CR LF back with ${name} between`, () => {
      const result = readAll(bare([register, publish, ok].join(separator)));
      assert.deepEqual(texts(result), [register, publish, ok]);
      assert.ok(result.messages.every(({ lineEndsUnknown, truncated }) => lineEndsUnknown && !truncated));
    });
  }

  it('get back the CR LF of a body that was counted with them', () => {
    const counted = publishBytes({ body: xml.replaceAll('\n', '\r\n') }).toString('latin1');
    assert.deepEqual(texts(readAll(bare(counted + counted + ok))), [counted, counted, ok]);
    const closed = publishBytes({ body: `${xml.replaceAll('\n', '\r\n')}\r\n` }).toString('latin1');
    assert.deepEqual(texts(readAll(bare(`${closed}\n${closed}\n${ok}`))), [closed, closed, ok]);
  });

  it('are as they are where one of them shows CR LF', () => {
    const result = readAll(register + bare(publish) + ok);
    assert.deepEqual(texts(result), [register, bare(publish), ok]);
    assert.ok(result.messages.every(({ lineEndsUnknown }) => !lineEndsUnknown));
    assert.deepEqual(new Set(defectsOf(result.messages[1] as CapturedMessage)), new Set(['CRLF']));
  });

  it('end where the file ends', () => {
    const { messages } = readAll(`${bare(ok).trimEnd()}`);
    assert.deepEqual(
      messages.map(({ bytes }) => bytes.toString()),
      [ok],
    );
    assert.ok(messages[0]?.lineEndsUnknown && !messages[0].truncated);
  });

  it('have an empty line between head and next message that a log has eaten', () => {
    const result = readAll(`${register.trimEnd()}\r\n${ok}`);
    assert.deepEqual(texts(result), [register, ok]);
    assert.deepEqual(
      result.messages.map(({ lineEndsUnknown }) => lineEndsUnknown),
      [true, undefined],
    );
  });

  it('have no empty line where the log has put words in its place', () => {
    const result = readAll(`${bare(register).trimEnd()}\nthat was it\n${bare(ok)}`);
    assert.deepEqual(texts(result), [register, ok]);
  });

  it('are not blamed for an empty line that may be the log’s', () => {
    const result = readAll(`${register.slice(0, -2)}\n${ok}`);
    assert.deepEqual(texts(result), [register, ok]);
    assert.deepEqual(
      result.messages.map(({ lineEndsUnknown }) => lineEndsUnknown),
      [true, undefined],
    );
  });

  it('are as they are once one of them has shown CR LF, however late', () => {
    const result = readAll(bare(ok).repeat(300) + ok + bare(ok));
    const last = result.messages.slice(-3).map(({ bytes, lineEndsUnknown }) => [bytes.toString(), lineEndsUnknown]);
    assert.deepEqual(last, [
      [ok, true],
      [ok, undefined],
      [bare(ok), undefined],
    ]);
  });

  it('have the addresses of their Via, which are no facts', () => {
    const secure = registerBytes({ set: [['Via', 'SIP/2.0/TLS [2001:db8::9];branch=z9hG4bK1']] }).toString('latin1');
    const lines = readAll(register + secure + ok).messages.map(describeMessage);
    assert.deepEqual(lines, [
      `1 0.000 udp 192.0.2.10:5060 -> 0.0.0.0:0, REGISTER, ${register.length} octets, addressesUnknown, timeUnknown`,
      `2 0.000 tls [2001:db8::9]:5061 -> 0.0.0.0:0, REGISTER, ${secure.length} octets, addressesUnknown, timeUnknown`,
      `3 0.000 udp 0.0.0.0:0 -> 192.0.2.10:5060, 200, ${ok.length} octets, addressesUnknown, timeUnknown`,
    ]);
  });

  it('are marked where the file is cut off inside', () => {
    for (const end of [publish.length - 20, publish.indexOf('Content-Length') - 10]) {
      const { messages } = readAll(ok + publish.slice(0, end));
      assert.deepEqual(
        messages.map(({ truncated }) => truncated),
        [undefined, true],
      );
    }
  });
});

describe('bodies', () => {
  it('that are shorter than announced end where the next message starts, and are not blamed on the log', () => {
    const short = publish.replace(/Content-Length: (\d+)/, (_, length) => `Content-Length: ${Number(length) + 100}`);
    const result = readAll(`${short}\n\n${ok}`);
    assert.deepEqual(texts(result), [short, ok]);
    assert.deepEqual(
      result.messages.map(({ truncated }) => truncated),
      [undefined, undefined],
    );
    assert.deepEqual(defectsOf(result.messages[0] as CapturedMessage), ['Content-Length']);
  });

  it('that are longer than announced keep their surplus', () => {
    const long = publish.replace(/Content-Length: \d+/, 'Content-Length: 40');
    assert.deepEqual(texts(readAll(`${long}${ok}`)), [long, ok]);
  });

  it('that no reading of the line ends fits are marked, for a log without CR can have changed them', () => {
    const changed = bare(publish).replace('id="a"', 'id="name that the log has put in"');
    const { messages } = readAll(`${changed}\n${bare(ok)}`);
    assert.deepEqual(
      messages.map(({ truncated }) => truncated),
      [true, undefined],
    );
  });

  it('may quote start lines', () => {
    const body = 'SIP/2.0 100 Trying\r\nand SIP/2.0 200 OK\r\n';
    const notify = publishBytes({ method: 'NOTIFY', body, set: [['Content-Type', 'message/sipfrag;version=2.0']] });
    assert.deepEqual(texts(readAll(Buffer.concat([notify, responseBytes()]))), [notify.toString('latin1'), ok]);
  });

  it('without Content-Length end with the XML document', () => {
    const without = publish.replace(/Content-Length: \d+\r\n/, '');
    assert.deepEqual(texts(readAll(`${without}\n\n12:00:00 done\n`)), [without]);
    const single = publishBytes({ body: '<a/>', without: ['Content-Length'] }).toString('latin1');
    assert.deepEqual(texts(readAll(`${single}\nnoise\n${ok}`)), [single, ok]);
  });

  it('of octets that are no text are kept', () => {
    const body = Buffer.from([0, 10, 13, 255, 10, 128, 13, 10, 7]);
    const message = publishBytes({ body });
    assert.deepEqual(readAll(Buffer.concat([message, Buffer.from('\n'), responseBytes()])).messages[0]?.bytes, message);
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...[
      register,
      publish,
      ok,
      bare(publish),
      'U 1.2.3.4:5 -> 5.6.7.8:9\n',
      'x\n',
      '\r',
      '\n',
      '\r\n',
      '<--- ',
      '\u001b[1m#\n',
    ],
    ...[
      'Content-Length: 9\r\n',
      '====================\n',
      'srcip: 1\n',
      '~~~~~~~~~~~~~~~~~~~~\n',
      ' .',
      '-'.repeat(72),
    ],
  );

  it('is read the same in pieces of any size, and never breaks the reader', () => {
    const text = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(6000), { maxLength: 30 }), (file, cuts) => {
        const whole = readAll(file);
        const cut = readAll(file, cuts);
        assert.deepEqual([cut.found, cut.counts], [whole.found, whole.counts]);
      }),
      { numRuns: 300 },
    );
  });
});
