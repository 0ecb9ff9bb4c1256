import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { SETTINGS_DOCUMENT } from '../../sip/message.fixture';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { changed, notJudged, publishing } from '../document.fixture';
import { testEntry } from '../entry.fixture';
import { multipartOf } from '../multipart.fixture';
import { context, publishSubject } from '../trace.fixture';
import { utf8Document } from './6-3-utf-8';

const declaring = (declaration: string) => changed(/^<\?.*?\?>/, declaration);
const own = 'application/poc-settings+xml';
const charset = (value: string, body = SETTINGS_DOCUMENT) =>
  publishSubject({ set: [['Content-Type', `${own}; ${value}`]], body });

testEntry(utf8Document, 'the document is XML 1.0 in UTF-8', {
  violation: {
    seen: declaring('<?xml version="1.0" encoding="ISO-8859-1"?>'),
    at: '<?xml version="1.0" encoding="ISO-8859-1"?>',
  },
  legal: {
    'no declaration': { seen: declaring('') },
    'encoding="utf-8"': { seen: declaring("<?xml version='1.0' encoding='utf-8'?>") },
    'UTF-8 BOM (info)': { seen: publishing(`\uFEFF${SETTINGS_DOCUMENT}`) },
    'standalone attribute': { seen: declaring('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>') },
  },
  inapplicable: { ...notJudged, 'a document that is not well-formed': { seen: publishing('<a>') } },
});

describe('RFC4354-6-3', () => {
  it('fails another version and points at it', () => {
    assert.equal(failureAt(utf8Document, declaring("<?xml version='1.1'?>")), '1.1');
    assert.deepEqual(outcomes(utf8Document, declaring("<?xml version='1.1'?>")), ['fail']);
  });
  it('fails octets that are no UTF-8, and UTF-16', () => {
    assert.equal(failureAt(utf8Document, publishing(Buffer.from('<a b="\xE9"/>', 'latin1'))), '\xE9');
    for (const body of ['\uFEFF<a/>', '<a/>']) {
      assert.deepEqual(outcomes(utf8Document, publishing(Buffer.from(body, 'utf16le'))), ['fail']);
    }
  });
  it('points at a byte order mark', () => {
    const [met, mark] = utf8Document.judge(publishing(`\uFEFF${SETTINGS_DOCUMENT}`), context());
    assert.deepEqual(
      [met?.outcome, mark?.outcome, (mark?.span?.end ?? 0) - (mark?.span?.start ?? 0)],
      ['pass', 'info', 3],
    );
  });
  it('fails another charset, of an unreadable document too', () => {
    assert.equal(failureAt(utf8Document, charset('Charset="ISO-8859-1"')), 'Charset="ISO-8859-1"');
    assert.equal(failureAt(utf8Document, charset('charset=utf-16', '<a>')), 'charset=utf-16');
    assertPass(utf8Document, charset('charset="UTF-8"'));
  });
  it('lets US-ASCII be, where it is: a remark on the declaration', () => {
    const declared = declaring('<?xml version="1.0" encoding="US-ASCII"?>');
    assert.deepEqual(outcomes(utf8Document, declared), ['pass', 'warn']);
    assertPass(utf8Document, charset('charset=us-ascii'));
    assertPass(utf8Document, publishSubject());
    assertPass(utf8Document, charset('x=y'));
    const other = SETTINGS_DOCUMENT.replace(/ id="[^"]*"/, ' id="é"');
    assert.equal(failureAt(utf8Document, charset('charset=us-ascii', other)), 'charset=us-ascii');
  });
  it('does not look at the parameters of a part', () => {
    const of = context({ rules: { allow_multipart: true } });
    assertPass(utf8Document, publishSubject(multipartOf(`${own};charset=x`), {}, of), of);
  });
});
