import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { readContentCodings } from './content-coding';
import { readContentDisposition } from './content-disposition';
import { readOptionTags, readSupported } from './option-tags';
import { accepted, breach, field } from './read.fixture';

describe('lists of tokens', () => {
  it('are read with blanks, folds and letter case', () => {
    assert.deepEqual(accepted(readOptionTags(field('Require', 'a ,\r\n B-1.x'))), ['a', 'B-1.x']);
    assert.deepEqual(accepted(readContentCodings(field('Content-Encoding', 'GZIP , deflate'))), ['gzip', 'deflate']);
  });
  it('may be empty in Supported only', () => {
    assert.deepEqual(accepted(readSupported(field('Supported', ''))), []);
    assert.deepEqual(accepted(readSupported(field('Supported', 'path'))), ['path']);
    assert.deepEqual(breach(readOptionTags, 'Require', ''), ['option-tag', '']);
    assert.deepEqual(breach(readContentCodings, 'Content-Encoding', ''), ['content-coding', '']);
  });
  it('have an element between commas, and nothing else', () => {
    assert.deepEqual(breach(readSupported, 'Supported', 'a,,b'), ['option-tag', ',b']);
    assert.deepEqual(breach(readSupported, 'Supported', 'a b'), ['option-tag', 'b']);
    assert.deepEqual(breach(readContentCodings, 'Content-Encoding', 'gzip;q=1'), ['content-coding', ';q=1']);
  });
});

describe('readContentDisposition', () => {
  it('reads type and parameters', () => {
    const read = accepted(readContentDisposition(field('Content-Disposition', 'Render ; Handling=optional')));
    assert.equal(read.type, 'render');
    assert.deepEqual(
      read.params.map(({ key, value }) => [key, value]),
      [['handling', 'optional']],
    );
    assert.equal(read.typeSpan.end - read.typeSpan.start, 6);
  });
  it('refuses what has no type, or more than one', () => {
    assert.deepEqual(breach(readContentDisposition, 'Content-Disposition', ';handling=required')[0], 'disp-type');
    assert.deepEqual(breach(readContentDisposition, 'Content-Disposition', 'a, b'), ['Content-Disposition', ', b']);
  });
});
