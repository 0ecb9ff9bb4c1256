import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { answerOf, context, publishSubject } from '../trace.fixture';
import { accessNetwork } from './5.4-1-access-network';

const info = (...values: readonly string[]) =>
  publishSubject({ add: values.map((value) => row('P-Access-Network-Info', value)) });
const CELL = 'utran-cell-id-3gpp=234151D0FCE11';

testEntry(accessNetwork, 'P-Access-Network-Info is an access type with parameters', {
  violation: { seen: info('3GPP-E-UTRAN-FDD utran-cell-id-3gpp=1'), at: '3GPP-E-UTRAN-FDD utran-cell-id-3gpp=1' },
  legal: {
    'quoted or token parameter values': { seen: info(`3GPP-UTRAN-TDD; utran-cell-id-3gpp="C359A3913B20E"`) },
    'several comma-separated specs': { seen: info(`IEEE-802.11, 3GPP-E-UTRAN-FDD;${CELL}`) },
    'unknown access types': { seen: info('3GPP-NR-XYZ') },
  },
  inapplicable: { 'a message without it': { seen: publishSubject() } },
});

describe('RFC7315-5.4-1 P-Access-Network-Info', () => {
  it('fails what is empty or has no grammar, in any row', () => {
    for (const value of ['', ';x=1', 'IEEE-802.11;', 'IEEE-802.11;=1']) {
      assert.deepEqual(outcomesOf(accessNetwork, info(value)), ['fail'], value);
    }
    assert.deepEqual(failuresOf(accessNetwork, info('IEEE-802.11', 'a b')), ['a b']);
  });

  it('fails what only the network may say, unless it was seen behind the core', () => {
    const np = info(`3GPP-E-UTRAN-FDD;${CELL};network-provided`);
    assert.deepEqual(failuresOf(accessNetwork, np), ['network-provided']);
    assert.deepEqual(failuresOf(accessNetwork, info('IEEE-802.11;NP')), ['NP']);
    assert.deepEqual(outcomesOf(accessNetwork, np, context({ rules: { capture_point: 'behind-core' } })), ['pass']);
  });

  it('warns of a 3GPP access without its cell', () => {
    assert.deepEqual(outcomesOf(accessNetwork, info('3GPP-E-UTRAN-FDD')), ['warn']);
    assert.deepEqual(outcomesOf(accessNetwork, info('3gpp-geran;utran-cell-id-3gpp=1')), ['warn']);
    assert.deepEqual(outcomesOf(accessNetwork, info('3GPP-GERAN;cgi-3gpp=1')), ['pass']);
  });

  it('looks at answers, too', () => {
    assert.deepEqual(outcomesOf(accessNetwork, answerOf({ add: [row('P-Access-Network-Info', 'a b')] })), ['fail']);
    assert.deepEqual(outcomesOf(accessNetwork, answerOf()), []);
  });
});
