import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020';
import { hostileReport, hostileText } from './hostile.fixture';
import { toJson } from './json';
import { conformingReport, failingReport } from './report.fixture';

const schema = JSON.parse(readFileSync(join(__dirname, 'report.schema.json'), 'utf8'));
const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

function errorsOf(document: unknown): readonly string[] {
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('report.json', () => {
  for (const [name, report] of [
    ['conforming', conformingReport()],
    ['failing', failingReport()],
    ['hostile', hostileReport()],
  ] as const) {
    it(`of a ${name} client fits its schema`, () => assert.deepEqual(errorsOf(JSON.parse(toJson(report))), []));
  }

  it('has a schema that knows every key', () => {
    const document = JSON.parse(toJson(failingReport()));
    const [breach] = document.requirements.filter(({ verdict }: { verdict: string }) => verdict === 'fail');
    for (const place of [document, document.iut, document.pics, document.requirements[0], breach.findings[0]]) {
      place.surprise = 1;
      assert.equal(errorsOf(document).length, 1);
      delete place.surprise;
    }
    delete document.verdict;
    assert.match(errorsOf(document).join(), /verdict/);
  });

  it('gives a finding with frame, span, line and field, and no evidence', () => {
    const { requirements } = JSON.parse(toJson(failingReport()));
    const breach = requirements.find(({ id }: { id: string }) => id === '6.1.1.1-6');
    assert.deepEqual(breach.findings, [
      {
        outcome: 'fail',
        message: 'the PUBLISH carries an Expires header field',
        expected: 'no Expires header field',
        actual: 'Expires: 3600',
        frame: 3,
        span: { start: 274, end: 287 },
        line: 9,
        field: 'Expires',
      },
    ]);
  });

  it('counts every requirement once and keeps the contract’s order of keys', () => {
    const document = JSON.parse(toJson(failingReport()));
    assert.deepEqual(document.summary, { pass: 17, fail: 2, inconc: 1, error: 0, none: 1, notApplicable: 3 });
    assert.deepEqual(Object.keys(document).slice(0, 6), [
      'schemaVersion',
      'tool',
      'mode',
      'startedAt',
      'finishedAt',
      'iut',
    ]);
    assert.equal(document.startedAt, '2026-01-31T08:00:00.000Z');
  });

  it('keeps the text of others unchanged', () => {
    const { requirements } = JSON.parse(toJson(hostileReport()));
    assert.equal(requirements[0].findings[0].message, hostileText);
  });
});
