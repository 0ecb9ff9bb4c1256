import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { hostileReport } from './hostile.fixture';
import { toJUnit } from './junit';
import { conformingReport, failingReport, resultOf } from './report.fixture';
import type { RunReport } from './run-report';
import { element, xmlDocument } from './xml';

/** libxml2-wasm is loaded when the tests start, because it cannot be required (it awaits at its top level). */
let parse: (text: string) => XmlDocument;
let schema: XsdValidator;

before(async () => {
  const libxml = await import('libxml2-wasm');
  parse = (text) => libxml.XmlDocument.fromString(text);
  schema = libxml.XsdValidator.fromDoc(parse(readFileSync(join(__dirname, 'junit.xsd'), 'utf8')));
});

function textAt(document: XmlDocument, path: string): string | undefined {
  return document.get(path)?.content;
}

function countOf(document: XmlDocument, path: string): number {
  return document.find(path).length;
}

function junitOf(report: RunReport): XmlDocument {
  const document = parse(toJUnit(report));
  schema.validate(document);
  return document;
}

describe('junit.xml', () => {
  for (const [name, report] of [
    ['conforming', conformingReport()],
    ['failing', failingReport()],
    ['hostile', hostileReport()],
  ] as const) {
    it(`of a ${name} client is accepted by the schema, and its counts are true`, () => {
      const document = junitOf(report);
      for (const [attribute, path] of [
        ['tests', '//testcase'],
        ['failures', '//failure'],
        ['errors', '//error'],
        ['skipped', '//skipped'],
      ] as const) {
        assert.equal(textAt(document, `/testsuites/@${attribute}`), String(countOf(document, path)), attribute);
      }
    });
  }

  it('is refused by the schema when a testcase has no name', () => {
    assert.throws(() =>
      schema.validate(parse(toJUnit(conformingReport()).replace(/<testcase name="[^"]*"/, '<testcase'))),
    );
  });

  it('has a testsuite per feature and one of all requirements, so that nothing is lost', () => {
    const document = junitOf(failingReport());
    assert.equal(countOf(document, '/testsuites/testsuite'), 3);
    assert.equal(countOf(document, '/testsuites/testsuite[@name="Requirements"]/testcase'), 24);
  });

  it('gives a breach headline, expected, actual, place, marked octets, requirement and capture', () => {
    const document = junitOf(failingReport());
    const place = '//testcase[@file="features/conformance/publish.feature"][@line="12"]';
    const headline = '6.1.1.1-6 SHALL NOT: the PUBLISH carries an Expires header field';
    assert.equal(textAt(document, `${place}/failure/@message`), headline);
    const body = textAt(document, `${place}/failure`) ?? '';
    assert.equal(body.split('\n')[0], headline);
    for (const part of [
      'expected  no Expires header field',
      'actual    Expires: 3600',
      'line 9, bytes 274-287',
      '^^^^^^^^^^^^^',
    ]) {
      assert.ok(body.includes(part), part);
    }
    assert.equal(textAt(document, `${place}/properties/property[@name="requirement"]/@value`), '6.1.1.1-6');
    assert.equal(textAt(document, `${place}/system-out`), '[[ATTACHMENT|trace.pcapng]]');
  });

  it('calls inconclusive an error and not applicable skipped, both with their reasons', () => {
    const document = junitOf(failingReport());
    assert.equal(textAt(document, '//testcase[@line="8"]/error/@type'), 'inconc');
    assert.equal(textAt(document, '//testcase[@line="8"]/error/@message'), 'no SUBSCRIBE within 10 s of the trigger');
    assert.equal(textAt(document, '//testcase[@line="20"]/skipped/@message'), 'sip_ip_core: non-ims');
  });

  it('keeps the warning of a requirement that passed', () => {
    const document = junitOf(failingReport());
    const output = textAt(document, '//testcase[starts-with(@name, "6.1.1.1-4 ")]/system-out') ?? '';
    assert.match(output, /^warning: 6\.1\.1\.1-4 SHALL: the feature tag has no value/);
  });

  it('calls an obligation that nothing exercised an error, unless the run passed all the same', () => {
    const unseen = (verdict: 'inconc' | 'pass') => {
      const report = conformingReport({ verdict });
      const requirements = [resultOf('6.1.1.2-6', 'none', { reason: 'no SUBSCRIBE' }), resultOf('6.1.1.2-MAY', 'none')];
      return junitOf({ ...report, judgement: { ...report.judgement, requirements } });
    };
    assert.equal(textAt(unseen('inconc'), '//testcase[starts-with(@name, "6.1.1.2-6 ")]/error/@type'), 'none');
    assert.equal(countOf(unseen('inconc'), '//testcase[starts-with(@name, "6.1.1.2-MAY ")]/skipped'), 1);
    assert.equal(countOf(unseen('pass'), '//error'), 0);
    assert.equal(countOf(unseen('pass'), '//skipped'), 2);
  });

  it('calls a scenario that judged nothing an error', () => {
    const [scenario] = conformingReport().scenarios;
    assert.ok(scenario);
    const document = junitOf(conformingReport({ scenarios: [{ ...scenario, verdict: 'none', tags: [] }] }));
    assert.equal(textAt(document, '//testcase[@line="12"]/error/@message'), 'the scenario ended as not exercised');
  });

  it('names equal scenarios apart', () => {
    const [scenario] = conformingReport().scenarios;
    assert.ok(scenario);
    const scenarios = [scenario, scenario, { ...scenario, name: `${scenario.name} (2)` }, scenario];
    const names = junitOf(conformingReport({ scenarios }))
      .find('//testcase[@line="12"]/@name')
      .map(({ content }) => content);
    assert.equal(new Set(names).size, 4);
  });
});

describe('XML writer', () => {
  it('escapes what is markup and strips what XML 1.0 does not allow', () => {
    const text = '<a> & ]]> "q"\t\r\n\0\x0b\ufffe\ud800é😀';
    const document = parse(xmlDocument(element('t', { a: text, b: undefined }, [text])));
    const allowed = '<a> & ]]> "q"\t\r\né😀';
    assert.equal(textAt(document, '/t'), allowed);
    assert.equal(textAt(document, '/t/@a'), allowed);
    assert.equal(countOf(document, '/t/@*'), 1);
  });
});
