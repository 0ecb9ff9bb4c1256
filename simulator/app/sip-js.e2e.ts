import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { inWorkplace, type Workplace } from './imconf.fixture';
import { asLines, explainedIn, type FindingRow, sipJsIut } from './sip-js.fixture';

/** A situation each: what stands in findings.md for it. The long test plays all. */
const shortOnes = [
  '@TP_RFC3261-8.2.2.3-1_01',
  '@TP_RFC3261-12.2.2-1_01',
  '@TP_RFC3903-4-1_01',
  '@TP_RFC6665-8.2.1-1_01',
];

const behaviours = [
  'notifies requiring an unknown extension',
  'notifies with a lower CSeq',
  'delays the answer to a change by 5 s',
  'notifies about the package in capitals',
].map((behaviour) => `a server that ${behaviour}`);

/** Requirement and outcome of each finding of a run. */
function toldBy({ report }: Workplace): readonly FindingRow[] {
  return report.requirements.flatMap(({ id, findings }) => findings.map(({ outcome }) => [id, outcome, ''] as const));
}

const withoutSituation = (rows: readonly FindingRow[]) => rows.map(([id, outcome]) => [id, outcome, ''] as const);
const ordinary = withoutSituation(explainedIn('In the ordinary scenarios'));

describe('imconf run against the stock classes of SIP.js', { concurrency: 2 }, () => {
  it(
    'shows what Publisher and Subscriber break, an Expires header on PUBLISH among it',
    inWorkplace(async (place) => {
      const { code, stdout } = await place.run(['--iut', sipJsIut]);
      assert.equal(code, 1, stdout);
      assert.deepEqual(asLines(toldBy(place)), asLines(ordinary));
      const expires = place.report.requirements.find(({ id }) => id === '6.1.1.1-6')?.findings[0];
      assert.deepEqual([expires?.actual, expires?.field], ['Expires: 3600', 'Expires']);
    }),
  );

  it(
    'shows what they break at a server that misbehaves',
    inWorkplace(async (place) => {
      const { code, stdout } = await place.run(['--iut', sipJsIut, '--tags', shortOnes.join(' or ')]);
      assert.equal(code, 1, stdout);
      const always = new Set(asLines(ordinary));
      const told = asLines(toldBy(place)).filter((line) => !always.has(line));
      const explained = explainedIn('In situations').filter(([, , situation]) => behaviours.includes(situation));
      assert.deepEqual(told, asLines(withoutSituation(explained)));
    }),
  );
});
