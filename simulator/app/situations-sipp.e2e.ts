import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { inWorkplace, type Workplace } from './imconf.fixture';
import { packageRoot } from './package';

const client = join(packageRoot, 'examples/sipp/provoked/client.sh');

/** A situation of the features, and two clients made of SIPp scenarios that come into it. */
interface Family {
  readonly name: string;
  readonly tag: string;
  readonly entry: string;
  /** SIPp stops its copies of a SUBSCRIBE with the NOTIFY: where that comes first, on a connection only. */
  readonly transport?: 'tcp';
  readonly right: Played;
  readonly wrong: Played;
  /** The entries that the wrong one breaks, each with its verdict; numbered items that rest on them apart. */
  readonly broken: readonly string[];
}

/** The scenarios of the operations, and options for SIPp. */
interface Played {
  readonly publish: string;
  readonly retrieve?: string;
  readonly options?: string;
}

const families: readonly Family[] = [
  {
    name: 'recovery from 412',
    tag: '@TP_RFC3903-5-1_01',
    entry: 'RFC3903-5-1',
    right: { publish: 'publish.xml, 412-anew.xml' },
    wrong: { publish: 'publish.xml, 412-again.xml' },
    broken: ['RFC3903-5-1 fail'],
  },
  {
    name: 'a challenge with 401',
    tag: '@TP_RFC3903-14.1-1_01',
    entry: 'RFC3903-14.1-1',
    right: { publish: '401-credentials.xml' },
    wrong: { publish: '401-same-cseq.xml' },
    // Both ask for the next CSeq number: one of credentials, one of corrections.
    broken: ['RFC3261-8.1.3.5-2 warn', 'RFC3261-22.2-1 fail'],
  },
  {
    name: 'a NOTIFY before the answer',
    tag: '@TP_RFC6665-4.1.2.4-1_01',
    entry: 'RFC6665-4.1.2.4-1',
    transport: 'tcp',
    right: { publish: 'publish.xml', retrieve: 'early-accepted.xml' },
    wrong: { publish: 'publish.xml', retrieve: 'early-refused.xml' },
    broken: ['RFC6665-4.1.2.4-1 fail'],
  },
  {
    name: 'a NOTIFY that is repeated',
    tag: '@TP_RFC3261-17.2.2-1_02',
    entry: 'RFC3261-17.2.2-1',
    right: { publish: 'publish.xml', retrieve: 'repeated-alike.xml' },
    wrong: { publish: 'publish.xml', retrieve: 'repeated-refused.xml', options: '-nr' },
    broken: ['RFC3261-17.2.2-1 fail'],
  },
];

/** Plays the situation, and gives the entries that were found broken. */
async function brokenBy(place: Workplace, { tag, transport }: Family, played: Played): Promise<readonly string[]> {
  const { publish, retrieve = 'none.xml', options = '' } = played;
  const iut = place.file(
    'iut.yaml',
    [
      'iut: { name: SIPp }',
      'im_address: sip:alice@example.com',
      'credentials: { username: alice, password: secret }',
      'pixit: { user_action_timeout_s: 10 }',
      'control:',
      '  kind: command',
      '  operations:',
      `    publish: [ sh, "${client}", ${publish} ]`,
      `    retrieve: [ env, "SIPP_OPTIONS=${options}", sh, "${client}", ${retrieve} ]`,
    ].join('\n'),
  );
  const { stdout, stderr } = await place.run([
    ...['--iut', iut, '--tags', tag],
    ...(transport === undefined ? [] : ['--transport', transport]),
  ]);
  assert.match(stdout, /1 situations? in which the server does something out of the ordinary/, stderr);
  return place.report.requirements
    .filter(({ findings }) => findings.some(({ outcome }) => outcome !== 'pass' && outcome !== 'info'))
    .flatMap(({ id, findings }) => [...new Set(findings.map(({ outcome }) => `${id} ${outcome}`))]);
}

describe('situations against SIPp, a client that nobody here wrote', { concurrency: 2 }, () => {
  for (const family of families) {
    it(
      `${family.name}: the right client passes`,
      inWorkplace(async (place) => {
        assert.deepEqual(await brokenBy(place, family, family.right), []);
        assert.ok(place.idsThat('pass').includes(family.entry));
        assert.deepEqual(place.idsThat('fail'), []);
      }),
    );

    it(
      `${family.name}: the wrong client breaks what it is about, and nothing else`,
      inWorkplace(async (place) => {
        assert.deepEqual(await brokenBy(place, family, family.wrong), family.broken);
      }),
    );
  }
});
