import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { omaImDefault } from './binding';
import { readDocument } from './read';
import { oneLine } from './read.fixture';

/** Pieces of XML, right and wrong, that a document is changed with. */
const pieces = [
  ...[
    '<',
    '>',
    '&',
    '"',
    "'",
    '/',
    '=',
    ' ',
    ':',
    ';',
    '?',
    '!',
    ']',
    '-',
    '\n',
    '\0',
    '\u0085',
    'é',
    '\u{1F600}',
    '\uFEFF',
  ],
  ...[
    '<a>',
    '</a>',
    '<a/>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?a',
    '?>',
    '<?xml version="1.0"?>',
    '<!DOCTYPE a>',
    '&amp;',
  ],
  ...[
    '&lt',
    '&#65;',
    '&#x110000;',
    '&x;',
    ' xmlns:p="u"',
    ' xmlns=""',
    ' p:b="1"',
    ' active="true"',
    '<p:a>',
    '\r\n',
    '--',
  ],
];

interface Change {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(oneLine.length),
  remove: fc.nat(6),
  insert: fc.constantFrom('', ...pieces),
});

function mutate(text: string, changes: readonly Change[]): string {
  return changes.reduce((now, { at, remove, insert }) => now.slice(0, at) + insert + now.slice(at + remove), text);
}

/** A change that the two parsers see differently for a reason that is no fault of ours. */
function isOutOfScope(text: string): boolean {
  // A DTD is legal XML, we refuse it; libxml2 wants no colon in the target of an instruction but only warns of it.
  return text.includes('<!DOCTYPE') || /<\?\w*:/.test(text);
}

describe('readDocument on changed documents', () => {
  it('never throws, and tells places within the document', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = Buffer.from(mutate(oneLine, changes));
        const result = readDocument(bytes, omaImDefault);
        const spans = result.ok
          ? Object.values(result.document.settings).flatMap(({ found }) =>
              found.flatMap(({ span, valueSpan }) => [span, valueSpan]),
            )
          : [result.problem.span];
        for (const { start, end } of spans)
          assert.ok(0 <= start && start <= end && end <= bytes.length, `${start} ${end}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws on any octets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => void readDocument(Buffer.from(octets), omaImDefault)),
    );
  });

  it('agrees with libxml2 about what is well-formed', async () => {
    const { ParseOption, XmlDocument } = await import('libxml2-wasm');
    const isWellFormed = (text: string): boolean | undefined => {
      try {
        XmlDocument.fromBuffer(Buffer.from(text), { option: ParseOption.XML_PARSE_NO_XXE }).dispose();
        return true;
      } catch (error) {
        // libxml2 also wants namespaces to be URIs, which is no matter of well-formedness, and may say nothing else then.
        return /is not a valid URI/.test((error as Error).message) ? undefined : false;
      }
    };
    assert.ok(isWellFormed(oneLine));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
        const text = mutate(oneLine, changes);
        fc.pre(!isOutOfScope(text));
        const result = readDocument(Buffer.from(text), omaImDefault);
        if (!result.ok && result.problem.rule !== 'well-formed') return;
        const expected = isWellFormed(text);
        if (expected !== undefined) assert.equal(result.ok, expected, text);
      }),
      { numRuns: 2000 },
    );
  });
});
