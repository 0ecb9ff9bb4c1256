import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { omaImDefault } from './binding';
import { readDocument } from './read';
import { oneLine, refused } from './read.fixture';

/** Refuses a text by a rule, at a place of the text. */
function refuses(name: string, text: string, rule: string, place?: string): void {
  it(`refuses ${name}`, () => {
    const problem = refused(text);
    assert.equal(problem.rule, rule, problem.message);
    if (place !== undefined) {
      assert.equal(Buffer.from(text).toString('utf8', problem.span.start, problem.span.end), place, problem.message);
    }
  });
}

describe('readDocument refuses what is not well-formed, at its place', () => {
  refuses('a wrong end tag', '<a>\n<b></c></a>', 'well-formed', '</c>');
  refuses('a missing end tag', '<a><b attr="1"></b><c d="e">', 'well-formed', '<c');
  refuses('an attribute twice', '<a><b c="1" c="2"/></a>', 'well-formed', '<b c="1" c="2"/>');
  refuses('a prefix that is not declared', '<a><p:b c="1"/></a>', 'well-formed', '<p:b c="1"/>');
  refuses('one attribute through two prefixes', '<a xmlns:p="u" xmlns:q="u" p:c="" q:c=""/>', 'well-formed');
  refuses('a value without quotes', '<a b=c/>', 'well-formed', 'c');
  refuses('an unknown entity', '<a>ä&amp;&nbsp;</a>', 'well-formed', '&nbsp;');
  refuses('a reference to no character', '<a b="&#0;"/>', 'well-formed', '&#0;');
  refuses('a control character', '<a>x\u0001</a>', 'well-formed', '\u0001');
  refuses('a character that XML has not', '<a>x\uFFFE</a>', 'well-formed', '\uFFFE');
  refuses('a bare & in text', '<a><b>1 &amp; 2 & 3</b><!-- ; --></a>', 'well-formed', '&');
  refuses('a bare & in a value', '<a b="x & y" c=";"/>', 'well-formed', '&');
  refuses('a bare & that nothing ends', '<a><!-- & --><![CDATA[&]]>&lt;&<b/></a>', 'well-formed', '&');
  refuses('< in a value', '<a b="1<2"/>', 'well-formed', '<');
  refuses('an end tag alone', '</a>', 'well-formed', '</a>');
  refuses('two roots', '<a/><b/>', 'well-formed', '<b/');
  refuses('text behind the root', '<a/> <!-- x -->text', 'well-formed', 'text');
  refuses('text before the root', 'text <a/>', 'well-formed', 'text ');
  refuses('no root', '<?xml version="1.0"?><!-- -->', 'well-formed');
  refuses('an unfinished comment', '<a><!-- x </a>', 'well-formed', '<!-- x </a>');
  refuses('an unfinished tag', '<a><b c="d', 'well-formed', '<b c="d');
  refuses('an unfinished end', '<a><b></b', 'well-formed', '</b');
  refuses('an instruction without white space', '<a><?b?c?></a>', 'well-formed', '<?b?c?>');
  refuses('an instruction without white space at the start', '<?b?c?><a/>', 'well-formed', '<?b?c?>');
  refuses('a name behind a prefix that is none', `<a xmlns:p="u"><p:1/></a>`, 'well-formed', '<p:1/>');
  refuses('an attribute name behind a prefix that is none', '<a xmlns:p="u" p:-b=""/>', 'well-formed');
  refuses('a late declaration', ' <?xml version="1.0"?><a/>', 'well-formed');
  refuses(']]> in text', '<a>]]></a>', 'well-formed');
  refuses('a document that ends early', oneLine.slice(0, 400), 'well-formed');
});

describe('readDocument refuses other encodings', () => {
  refuses(
    'ISO-8859-1',
    oneLine.replace('UTF-8', 'ISO-8859-1'),
    'encoding',
    '<?xml version="1.0" encoding="ISO-8859-1"?>',
  );
  refuses('UTF-16 declared', oneLine.replace('UTF-8', 'UTF-16'), 'encoding');
  refuses(
    'US-ASCII declared with other characters',
    oneLine.replace('UTF-8', 'US-ASCII').replace('id="', 'id="ü'),
    'encoding',
  );
  for (const [name, bytes, start] of [
    ['octets that are no UTF-8', Buffer.from('<a>\xe4\xf6</a>', 'latin1'), 3],
    ['an overlong form', Buffer.from('<a>\u00e4'.concat('\xc0\xaf</a>').replace('\u00e4', ''), 'latin1'), 3],
    ['half of a surrogate pair', Buffer.from('3c613eeda0803c2f613e', 'hex'), 3],
    ['a character that is cut off', Buffer.from('<a>ä€').subarray(0, 7), 5],
    ['UTF-16 with a byte order mark', Buffer.from('\uFEFF<a/>', 'utf16le'), 0],
    ['UTF-16 without one', Buffer.from('<a/>', 'utf16le'), 0],
  ] as const) {
    it(`refuses ${name}`, () => {
      const problem = refused(bytes);
      assert.equal(problem.rule, 'encoding');
      assert.deepEqual(problem.span, { start, end: start + 1 });
    });
  }
  for (const empty of ['', ' \r\n\t', '\uFEFF']) {
    it(`calls ${JSON.stringify(empty)} empty`, () => assert.equal(refused(empty).rule, 'empty'));
  }
});

describe('readDocument refuses a document type declaration', () => {
  refuses('before another one', '<!DOCTYPE a><!DOCTYPE b><a/>', 'dtd', '<!DOCTYPE a>');
});

describe('readDocument refuses attacks within milliseconds', () => {
  const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
  const attacks: readonly [string, string, string][] = [
    ['billion laughs', `<!DOCTYPE a [<!ENTITY l0 "lol">${laughs}]><a>&l9;</a>`, 'dtd'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'dtd'],
    ['an external DTD', '<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd"><a/>', 'dtd'],
    ['20,000 nested elements', '<a>'.repeat(20_000), 'depth'],
    ['3,800 nested elements with namespaces', '<p:a xmlns:p="u">'.repeat(3_800), 'depth'],
    ['an attribute of 50,000 octets', oneLine.replace('id="', `id="${'x'.repeat(50_000)}`), 'size'],
    ['6,000 attributes', `<a ${Array.from({ length: 6_000 }, (_, n) => `a${n}=""`).join(' ')}/>`, 'size'],
    ['100 attributes', `<a ${Array.from({ length: 100 }, (_, n) => `a${n}=""`).join(' ')}/>`, 'attributes'],
    ['70,000 octets', `<a>${' '.repeat(70_000)}</a>`, 'size'],
    ['15,000 references and a bare &', `<a>${'&lt;'.repeat(15_000)}&</a>`, 'well-formed'],
    ['an unfinished comment of 60,000 octets', `<a><!--${'-x'.repeat(30_000)}`, 'well-formed'],
    ['15,000 unfinished comments', `<a>${'<!--'.repeat(15_000)}`, 'well-formed'],
    ['15,000 unfinished instructions', `<a>${'<?a'.repeat(15_000)}`, 'well-formed'],
  ];
  for (const [name, text, rule] of attacks) {
    it(`refuses ${name}`, () => {
      const before = process.cpuUsage().user;
      const problem = refused(text);
      const spent = process.cpuUsage().user - before;
      assert.equal(problem.rule, rule);
      // Bounded work takes milliseconds; what these inputs are made for takes seconds.
      assert.ok(spent < 3_000_000, `${spent} µs of processor time`);
    });
  }

  it('takes other limits', () => {
    const result = readDocument(Buffer.from(oneLine), omaImDefault, { depth: 3 });
    assert.equal(!result.ok && result.problem.rule, 'depth');
    assert.equal(
      readDocument(Buffer.from(oneLine), omaImDefault, { bytes: 600, depth: 4, attributes: 2, tag: 120 }).ok,
      true,
    );
    assert.equal(readDocument(Buffer.from(oneLine), omaImDefault, { bytes: 599 }).ok, false);
  });
});
