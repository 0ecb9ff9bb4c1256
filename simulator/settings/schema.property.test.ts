import { strict as assert } from 'node:assert';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { XsdValidator } from 'libxml2-wasm';
import { omaImDefault } from './binding';
import { readDocument } from './read';
import { im, oneLine } from './read.fixture';
import { groups, POC, ROOT } from './schema';
import { schemaText } from './schema.fixture';

/** An element as it is generated: any name anywhere, more or less in the order of the schema. */
interface Generated {
  readonly name: string;
  readonly attributes: string;
  readonly content: readonly (Generated | string)[];
}

const names = ['entity', ...groups.flatMap(({ name, child }) => [name, child]), 'ext'];
const values = ['true', '0', ' 1 ', 'yes', 'True', ''];

const attributes = fc
  .tuple(
    fc.constantFrom('', ' id="a"', ' id=""'),
    fc.constantFrom('', ...values.map((value) => ` active="${value}"`)),
    fc.constantFrom('', '', '', ' other="1"', ' im:other="1"', ' xsi:schemaLocation="a b"'),
  )
  .map((parts) => parts.join(''));

const text = fc.constantFrom('automatic', 'manual', ' manual\n', 'x', '<!-- x -->', '<![CDATA[manual]]>');

/** What belongs below a name, so that valid documents are not too rare. */
const { element } = fc.letrec<{ element: Generated }>((tie) => ({
  element: fc.record({
    name: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...names) },
      { weight: 2, arbitrary: fc.constantFrom('im:ext', 'none:ext') },
    ),
    attributes,
    content: fc.array(fc.oneof({ depthSize: 'small', withCrossShrink: true }, text, tie('element'), tie('element')), {
      maxLength: 3,
    }),
  }),
}));

const likely: fc.Arbitrary<Generated> = fc
  .tuple(fc.subarray([...groups]), fc.array(element, { maxLength: 1 }), fc.constantFrom(...values, undefined))
  .map(([chosen, more, value]) => ({
    name: 'entity',
    attributes: ' id="a"',
    content: [
      ...chosen.map(({ name, child, holds }) => ({
        name,
        attributes: '',
        content: [
          {
            name: child,
            attributes: holds === 'switch' && value !== undefined ? ` active="${value}"` : '',
            content: holds === 'switch' ? [] : ['manual'],
          },
        ],
      })),
      ...more,
    ],
  }));

function written(part: Generated | string): string {
  if (typeof part === 'string') return part;
  const { name, attributes: own, content } = part;
  // An element without namespace, for which the prefix is taken away.
  const bare = name.replace(/^none:/, '');
  const declaration = bare === name ? '' : ' xmlns=""';
  return `<${bare}${declaration}${own}>${content.map(written).join('')}</${bare}>`;
}

const document = fc
  .array(fc.oneof(likely, likely, element), { maxLength: 3 })
  .map(
    (content) =>
      `<${ROOT} xmlns="${POC}" xmlns:im="${im}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${content.map(written).join('')}</${ROOT}>`,
  );

describe('the schema of RFC 4354', () => {
  let isValid: (xml: string) => boolean;

  before(async () => {
    const { XmlDocument, XsdValidator: Validator } = await import('libxml2-wasm');
    const schema: XsdValidator = Validator.fromDoc(XmlDocument.fromString(schemaText));
    isValid = (xml) => {
      const parsed = XmlDocument.fromString(xml);
      try {
        schema.validate(parsed);
        return true;
      } catch {
        return false;
      } finally {
        parsed.dispose();
      }
    };
  });

  it('admits the ordinary document', () => assert.ok(isValid(oneLine)));

  it('is kept or broken here as a validator says', () => {
    const seen = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(document, (xml) => {
        const result = readDocument(Buffer.from(xml), omaImDefault);
        assert.ok(result.ok, xml);
        const { invalid } = result.document.schema ?? {};
        // libxml2 takes ( entity*, foreign* ) in any order, which XML Schema part 1 §3.8.4 does not.
        fc.pre(invalid?.message.startsWith('<entity> behind') !== true);
        const expected = isValid(xml);
        seen[expected ? 'valid' : 'invalid'] += 1;
        assert.equal(invalid === undefined, expected, `${invalid?.message}: ${xml}`);
      }),
      { numRuns: 3000 },
    );
    assert.ok(seen.valid > 300 && seen.invalid > 300, JSON.stringify(seen));
  });
});
