import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { FormReader } from './form';
import { nextRequestText } from './form.fixture';
import type { ParseResult, SipMessage } from './message';
import { publishBytes, registerBytes, responseBytes, subscribeBytes } from './message.fixture';
import { parseMessage } from './parse';
import { readVias } from './via';

const parse = (bytes: Buffer) => parseMessage(bytes);

/** Reads an original twice, so that its form is known, and then another. */
function afterTwo(original: Buffer, other: Buffer): { readonly first: SipMessage; readonly read: SipMessage } {
  const reader = new FormReader(parse);
  reader.read(original);
  const first = messageIn(reader.read(original));
  return { first, read: messageIn(reader.read(other)) };
}

function messageIn(result: ParseResult): SipMessage {
  if (!result.ok) throw new Error(result.problem.message);
  return result.message;
}

/** What the parser says, whatever the reader remembered. */
function assertAsParsed(read: SipMessage, bytes: Buffer): void {
  const { form: _, ...message } = read;
  assert.deepEqual(message, messageIn(parseMessage(bytes)));
}

const later = (bytes: Buffer) => Buffer.from(nextRequestText(bytes.toString('latin1')), 'latin1');

/** The same numbers in every run, in [0, 1). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('requests of one form', () => {
  const originals = {
    PUBLISH: publishBytes(),
    'PUBLISH that refreshes': publishBytes({ set: [['SIP-If-Match', 'dx200xyz']] }),
    SUBSCRIBE: subscribeBytes(),
    REGISTER: registerBytes(),
    'compact forms': publishBytes({
      raw: (text) => text.replace('Via:', 'v:').replace('From:', 'f:').replace('To:', 't:').replace('Call-ID:', 'i:'),
    }),
    'two Vias': publishBytes({ raw: (text) => text.replace(/^(Via: .*)\r\n/m, '$1\r\n$1\r\n') }),
    'a To tag': subscribeBytes({ set: [['To', '<sip:alice@example.com>;tag=srv-1']] }),
  };
  for (const [what, original] of Object.entries(originals)) {
    it(`are read as the parser reads them, and share the form: ${what}`, () => {
      const next = later(original);
      assert.notDeepEqual(next, original);
      const { first, read } = afterTwo(original, next);
      assert.notEqual(first.form, undefined);
      assert.equal(read.form, first.form);
      assertAsParsed(read, next);
      assertAsParsed(first, original);
    });
  }

  it('share what is the same in all, and nothing else', () => {
    const next = later(originals.PUBLISH);
    const { first, read } = afterTwo(originals.PUBLISH, next);
    const isShared = read.headers.map((field, index) => field === first.headers[index]);
    const own = read.headers.filter((_, index) => !isShared[index]).map(({ key }) => key);
    assert.deepEqual(own, ['via', 'from', 'call-id', 'cseq']);
    const vias = readVias(read);
    assert.ok(vias.ok);
    assert.equal(vias.value[0]?.branch, /branch=([^;\r]+)/.exec(next.toString('latin1'))?.[1]);
  });

  it('are none when anything else differs: every octet of a PUBLISH changed once', () => {
    const original = publishBytes();
    const random = sequence(7);
    for (let at = 0; at < original.length; at += 1) {
      const changed = Buffer.from(original);
      changed[at] = ((original[at] ?? 0) + 1 + Math.floor(random() * 255)) % 256;
      const { read } = parsedAfterTwo(original, changed);
      assert.deepEqual(read, parseMessage(changed), `octet ${at}`);
    }
  });

  it('are read as the parser reads them whatever is put in, taken out or repeated', () => {
    const random = sequence(11);
    for (let round = 0; round < 2_000; round += 1) {
      const original = edited(publishBytes(), random);
      const other = random() < 0.5 ? later(original) : edited(original, random);
      const { first, read } = parsedAfterTwo(original, other);
      assert.deepEqual(first, parseMessage(original), `round ${round}`);
      assert.deepEqual(read, parseMessage(other), `round ${round}`);
    }
  });
});

/** The results without the form, so that those which are no message can be compared as well. */
function parsedAfterTwo(original: Buffer, other: Buffer): { readonly first: ParseResult; readonly read: ParseResult } {
  const reader = new FormReader(parse);
  reader.read(original);
  return { first: withoutForm(reader.read(original)), read: withoutForm(reader.read(other)) };
}

function withoutForm(result: ParseResult): ParseResult {
  if (!result.ok) return result;
  const { form: _, ...message } = result.message;
  return { ok: true, message };
}

const pieces = [
  '\r\n',
  '\n',
  '\r',
  ' ',
  ';',
  ':',
  '\0',
  '>',
  ';tag=x',
  ';branch=z9hG4bKq',
  'Via: ',
  'Call-ID: a',
  '\r\n ',
  '9',
];

function edited(bytes: Buffer, random: () => number): Buffer {
  const text = bytes.toString('latin1');
  const at = Math.floor(random() * text.length);
  const length = Math.floor(random() * 12);
  const piece = random() < 0.5 ? (pieces[Math.floor(random() * pieces.length)] ?? '') : text.slice(at, at + length);
  return Buffer.from(text.slice(0, at) + piece + text.slice(random() < 0.5 ? at : at + length), 'latin1');
}

describe('a form', () => {
  const unlike: Readonly<Record<string, readonly [Buffer, Buffer]>> = {
    'a folded From': [
      publishBytes({ raw: (text) => text.replace(/^(From: .*)\r\n/m, '$1\r\n ;x=y\r\n') }),
      publishBytes({ raw: (text) => text.replace(/^(From: .*)\r\n/m, '$1\r\n ;x=y\r\n') }),
    ],
    'a message with defects': [
      publishBytes({ raw: (text) => text.replace('Max-Forwards: 70', 'Max-Forwards 70') }),
      publishBytes({ raw: (text) => text.replace('Max-Forwards: 70', 'Max-Forwards 70') }),
    ],
    'a response': [responseBytes(), responseBytes()],
    'more than 4096 octets': [publishBytes({ body: 'x'.repeat(5_000) }), publishBytes({ body: 'x'.repeat(5_000) })],
  };
  for (const [what, [original, other]] of Object.entries(unlike)) {
    it(`is not looked for in ${what}`, () => {
      const { read } = afterTwo(original, other);
      assert.equal(read.form, undefined);
    });
  }

  it('is not that of a value of another length, nor of a CSeq that may be too large', () => {
    const cseq = (number: string) => publishBytes({ set: [['CSeq', `${number} PUBLISH`]] });
    for (const [one, two] of [
      ['1', '10'],
      ['2147483647', '2147483648'],
      ['012', '013'],
    ] as const) {
      const { first, read } = afterTwo(cseq(one), cseq(two));
      assert.notEqual(first.form, undefined);
      assert.notEqual(read.form, first.form, `${one} ${two}`);
      assertAsParsed(read, cseq(two));
    }
  });

  it('ends where the value does: the octet behind it belongs to the form', () => {
    const callId = (value: string) => publishBytes({ set: [['Call-ID', value]] });
    const via = (mark: string) => publishBytes({ raw: (text) => text.replace(';rport', `${mark}rport`) });
    for (const [one, two] of [
      [callId('abc@host'), callId('abd%host')],
      [via(';'), via(',')],
    ] as const) {
      const { first, read } = afterTwo(one, two);
      assert.notEqual(read.form, first.form);
    }
  });

  it('does not reach into the body, whatever its lines look like', () => {
    const body = (id: string) => publishBytes({ body: `a\r\nCall-ID: ${id}\r\n` });
    const { first, read } = afterTwo(body('one'), body('two'));
    assert.notEqual(first.form, undefined);
    assert.notEqual(read.form, first.form);
  });

  it('is remembered from the second request on only', () => {
    const reader = new FormReader(parse);
    assert.equal(messageIn(reader.read(publishBytes())).form, undefined);
    assert.notEqual(messageIn(reader.read(later(publishBytes()))).form, undefined);
  });
});
