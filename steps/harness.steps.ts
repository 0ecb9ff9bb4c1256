import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import {
  changedSettings,
  firstSettings,
  type Judgement,
  type ProbeOptions,
  probe,
  type RequirementResult,
} from '../simulator';
import type { TestCase } from './support/test-case';

const clients = new WeakMap<TestCase, { options: ProbeOptions; judgement?: Judgement }>();

function givenClient(testCase: TestCase, options: Omit<ProbeOptions, 'publications'>): void {
  const publications = [firstSettings, changedSettings, { ...changedSettings, chs: true }] as const;
  clients.set(testCase, { options: { ...options, publications } });
}

function judged(testCase: TestCase): readonly RequirementResult[] {
  const judgement = clients.get(testCase)?.judgement;
  assert.ok(judgement, 'the client has not been judged yet');
  return judgement.requirements;
}

const ids = (results: readonly RequirementResult[]) => results.map((result) => result.id);
const listed = (text: string) => (text === 'none' ? [] : text.split(', '));

Given('a conforming client over {word}', function (this: TestCase, transport: 'udp' | 'tcp') {
  givenClient(this, { transport });
});

Given('a conforming client in an IMS core', function (this: TestCase) {
  givenClient(this, { core: 'ims' });
});

Given('a client with the defect {word}', function (this: TestCase, fault: string) {
  givenClient(this, { faults: [fault] });
});

Given('a client with the defects {word} and {word}', function (this: TestCase, one: string, other: string) {
  givenClient(this, { faults: [one, other] });
});

Given('a client in an IMS core with the defect {word}', function (this: TestCase, fault: string) {
  givenClient(this, { faults: [fault], core: 'ims' });
});

When('it has published, changed, refreshed and retrieved its settings', async function (this: TestCase) {
  const client = clients.get(this);
  assert.ok(client, 'there is no client');
  client.judgement = await probe(client.options);
});

Then('exactly these requirements fail: {}', function (this: TestCase, failed: string) {
  const results = judged(this);
  assert.deepEqual(ids(results.filter(({ verdict }) => verdict === 'fail')), listed(failed));
});

Then('exactly these requirements are warned about: {}', function (this: TestCase, warned: string) {
  const results = judged(this).filter(({ findings }) => findings.some(({ outcome }) => outcome === 'warn'));
  assert.deepEqual(ids(results), listed(warned));
});

Then('every SHALL that applies is passed', function (this: TestCase) {
  const results = judged(this).filter(({ id, verdict }) => !id.endsWith('-MAY') && verdict !== 'not-applicable');
  // What the items refer to may have had no occasion; the items themselves are owed.
  const missed = results.filter(
    ({ id, verdict }) => verdict !== 'pass' && (verdict !== 'none' || id.startsWith('6.1.1.')),
  );
  assert.deepEqual(ids(missed), []);
  assert.equal(clients.get(this)?.judgement?.verdict, 'pass');
});

Then('the run is inconclusive', function (this: TestCase) {
  assert.equal(clients.get(this)?.judgement?.verdict, 'inconc');
});
