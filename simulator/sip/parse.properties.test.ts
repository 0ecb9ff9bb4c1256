import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { readAcceptContact } from './accept-contact';
import { readCredentials } from './authorization';
import { readContacts } from './contact';
import { readEvent } from './event';
import type { Defect, HeaderField, SipMessage } from './message';
import { publishBytes, registerBytes, responseBytes, subscribeBytes } from './message.fixture';
import { readNameAddrs } from './name-addr';
import { parseMessage } from './parse';
import { readVia } from './via';

const samples = [publishBytes(), subscribeBytes(), registerBytes(), responseBytes()];
const hostile = [
  '\r\n',
  '\r',
  '\n',
  '\0',
  ' ',
  '\t',
  ':',
  ';',
  ',',
  '"',
  '<',
  '>',
  '\\',
  '=',
  '(',
  '%',
  '\xff',
  '\xe2',
  '[',
  '@',
  '/',
  '*',
];

/** A conforming message with pieces cut out and hostile characters put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.array(
      fc.record({
        at: fc.nat({ max: 800 }),
        remove: fc.nat({ max: 6 }),
        insert: fc.array(fc.constantFrom(...hostile), { maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([bytes, changes]) => {
    let text = bytes.toString('latin1');
    for (const { at, remove, insert } of changes) {
      text = text.slice(0, at) + insert.join('') + text.slice(at + remove);
    }
    return Buffer.from(text, 'latin1');
  });

const anything = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((octets) => Buffer.from(octets)),
  fc
    .array(fc.constantFrom(...hostile, 'SIP/2.0', 'a', '1', 'Via'), { maxLength: 80 })
    .map((all) => Buffer.from(all.join(''), 'latin1')),
  mutated,
);

function within(message: SipMessage, { start, end }: { readonly start: number; readonly end: number }): boolean {
  return start >= 0 && start <= end && end <= message.bytes.length;
}

describe('parseMessage, for any octets', () => {
  it('never throws, and points every defect at octets of the message', () => {
    return fc.assert(
      fc.property(anything, fc.boolean(), (bytes, stream) => {
        const result = parseMessage(bytes, { stream });
        if (!result.ok) return;
        const { message } = result;
        for (const { span } of message.defects) assert.ok(within(message, span));
        const starts = message.defects.map(({ span }) => span.start);
        assert.deepEqual(
          starts,
          [...starts].sort((a, b) => a - b),
        );
        assert.ok(within(message, message.body) && within(message, message.span));
      }),
      { numRuns: 600 },
    );
  });

  it('loses nothing: the spans in order, with only line ends between them, are the octets', () => {
    return fc.assert(
      fc.property(mutated, (bytes) => {
        const result = parseMessage(bytes);
        if (!result.ok) return;
        const { message } = result;
        // Rows that are no header fields are in nobody's span but that of their defect.
        const strays = message.defects.filter(({ rule }) => rule === 'HCOLON' || rule === 'message-header');
        const parts = [message.start, ...message.headers, ...strays].map(({ span }) => span);
        parts.sort((a, b) => a.start - b.start);
        let at = 0;
        for (const { start, end } of [...parts, message.body]) {
          assert.match(message.text.slice(at, start), /^[\r\n]*$/);
          at = end;
        }
        assert.equal(at, message.span.end);
        assert.equal(message.text, bytes.toString('latin1'));
      }),
      { numRuns: 400 },
    );
  });

  it('shows every name and value where its span says', () => {
    return fc.assert(
      fc.property(mutated, (bytes) => {
        const result = parseMessage(bytes);
        if (!result.ok) return;
        const { text, headers } = result.message;
        for (const field of headers) {
          assert.equal(text.slice(field.nameSpan.start, field.nameSpan.end), field.name);
          const value = text.slice(field.valueSpan.start, field.valueSpan.end);
          assert.equal(value.replace(/[\r\n]/g, ' '), field.value);
          assert.equal(field.value.trim().length, field.value.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives values to readers that never throw either', () => {
    const readers: readonly ((field: HeaderField) => { ok: boolean; defect?: Defect })[] = [
      readVia,
      readNameAddrs,
      readContacts,
      readEvent,
      readAcceptContact,
      readCredentials,
    ];
    return fc.assert(
      fc.property(mutated, (bytes) => {
        const result = parseMessage(bytes);
        if (!result.ok) return;
        for (const field of result.message.headers) {
          for (const read of readers) {
            const { defect } = read(field);
            if (defect !== undefined) assert.ok(within(result.message, defect.span), defect.rule);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('parseMessage, for input made to be slow', () => {
  const start = 'PUBLISH sip:a@example.com SIP/2.0\r\n';
  const inputs: Readonly<Record<string, string>> = {
    colons: ':'.repeat(60_000),
    'line feeds': '\n'.repeat(60_000),
    'carriage returns': `x${'\r \r'.repeat(20_000)}`,
    'rows without colon': `${start}${'x\r\n'.repeat(20_000)}`,
    'empty rows in a fold': `${start}a:${'\r\n '.repeat(19_000)}b\r\n\r\n`,
    'many rows': `${start}${'a:b\r\n'.repeat(12_000)}\r\n`,
    'blanks in the request line': `PUBLISH ${' '.repeat(60_000)}SIP/2.0\r\n\r\n`,
    'words in the request line': `PUBLISH ${'a '.repeat(30_000)}\r\n\r\n`,
    controls: `${start}a: ${'\0'.repeat(60_000)}\r\n\r\n`,
    quotes: `${start}Contact: ${'"'.repeat(60_000)}\r\n\r\n`,
    commas: `${start}Via: ${','.repeat(60_000)}\r\n\r\n`,
    brackets: `${start}Contact: ${'<sip:a>,'.repeat(7_500)}x\r\n\r\n`,
    'addresses without brackets': `${start}Contact: ${'sip:a@b,'.repeat(7_500)}x\r\n\r\n`,
    parameters: `${start}Contact: <sip:a@b>${';a'.repeat(30_000)}!\r\n\r\n`,
    'URI parameters': `${start}Contact: <sip:a@b${Array.from({ length: 9_000 }, (_, index) => `;p${index}`).join('')}=>\r\n\r\n`,
    'a host': `${start}Via: SIP/2.0/UDP ${'a-'.repeat(30_000)}\r\n\r\n`,
    'a number': `${start}To: <tel:${'1'.repeat(60_000)}!>\r\n\r\n`,
    backslashes: `${start}To: "${'\\'.repeat(60_000)}\r\n\r\n`,
  };
  for (const [name, text] of Object.entries(inputs)) {
    it(`takes 60 kB of ${name} in time`, () => {
      const before = process.cpuUsage().user;
      const result = parseMessage(Buffer.from(text, 'latin1'));
      if (result.ok) {
        for (const field of result.message.headers) {
          readVia(field);
          readContacts(field);
          readEvent(field);
          readAcceptContact(field);
        }
        assert.ok(result.message.headers.length <= 512);
        assert.ok(result.message.defects.length <= 256);
      }
      // Linear work takes a few milliseconds; quadratic work takes seconds.
      assert.ok(process.cpuUsage().user - before < 3_000_000);
    });
  }
});
