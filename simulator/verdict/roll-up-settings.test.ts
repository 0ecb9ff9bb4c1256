import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { multipartOf } from '../checks/multipart.fixture';
import type { TraceBuilder } from '../checks/trace.fixture';
import { SETTINGS_DOCUMENT } from '../sip/message.fixture';
import { fullRun, idsWith, judgeOf } from './judge.fixture';

type Changes = Parameters<TraceBuilder['publishes']>[0];

const isb = '<isb-settings><incoming-session-barring active="false"/></isb-settings>';
const settings = ['7a', '7b', '7c', '7d', '7e'].map((item) => `6.1.1.1-${item}`);
/** The start of what gzip writes. */
const gzip = Buffer.from('1f8b0800000000000003', 'hex');
const document = (from: string | RegExp, to: string): Changes => ({ body: SETTINGS_DOCUMENT.replace(from, to) });

/** A PUBLISH, the entries that fail, and those that cannot be decided. */
const breaches: readonly [string, Changes, readonly string[], readonly string[]][] = [
  ['no Event', { without: ['Event'] }, ['6.1.1.1-1', '6.1.1.1-5', 'RFC3903-4.1-1'], []],
  ['another package', { set: [['Event', 'poc-settings']] }, ['6.1.1.1-5'], []],
  ['no body', { body: '', without: ['Content-Type'] }, ['6.1.1.1-1', ...settings, 'RFC3903-4.2-3'], []],
  ['another media type', { set: [['Content-Type', 'text/xml']] }, ['6.1.1.1-1', 'RFC4354-5.14-1'], []],
  ['a document that cannot be read', document('</entity>', ''), ['6.1.1.1-1', 'RFC4354-6-1'], settings],
  ['another encoding', document('UTF-8', 'UTF-16'), ['6.1.1.1-1', 'RFC4354-6-3'], settings],
  [
    'another charset',
    { set: [['Content-Type', 'application/poc-settings+xml;charset=x']] },
    ['6.1.1.1-1', 'RFC4354-6-3'],
    [],
  ],
  ['another root', document(/poc-settings"/, 'x"'), ['6.1.1.1-1', 'RFC4354-6-4'], settings],
  ['an entity without id', document(/ id="[^"]*"/, ''), ['6.1.1.1-1', 'RFC4354-6-6'], []],
  ['a second isb-settings', document('</isb-settings>', `</isb-settings>${isb}`), ['6.1.1.1-1', 'RFC4354-6-7'], []],
  [
    'a value that is no boolean',
    document('vis-status active="true"', 'vis-status active="yes"'),
    ['6.1.1.1-1', '6.1.1.1-7c', 'RFC4354-6-8'],
    [],
  ],
  ['two entities', document('</entity>', '</entity><entity id="2"/>'), settings, []],
  ['settings in a multipart body', multipartOf('text/plain', 'application/poc-settings+xml'), [], settings],
  ['a coded body', { body: gzip, add: [['Content-Encoding', 'gzip']] }, [], ['6.1.1.1-1', ...settings, 'RFC4354-6-1']],
  ['a list of entity-tags', { add: [['SIP-If-Match', '"a", "b"']] }, ['6.1.1.1-1', 'RFC3903-4.1-2'], []],
  ['a quoted entity-tag', { add: [['SIP-If-Match', '"a"']] }, ['6.1.1.1-1', 'RFC3903-12-1'], []],
  [
    'two entity-tags',
    {
      add: [
        ['SIP-If-Match', 'a'],
        ['SIP-If-Match', 'b'],
      ],
    },
    ['6.1.1.1-1', 'RFC3261-7.3.1-2'],
    [],
  ],
  ['require twice', { set: [['Accept-Contact', '*;+g.oma.sip-im;require;require;explicit']] }, ['RFC3841-10-2'], []],
  [
    'no star in Accept-Contact',
    { set: [['Accept-Contact', '+g.oma.sip-im;require;explicit']] },
    ['6.1.1.1-4', 'RFC3841-10-1'],
    [],
  ],
  [
    'a flag with a value',
    { set: [['Accept-Contact', '*;+g.oma.sip-im;require=1;explicit']] },
    ['6.1.1.1-4', 'RFC3841-10-4'],
    [],
  ],
];

describe('a PUBLISH with one fault fails what judges it, and item 1 where that rolls it up', () => {
  for (const [name, changes, failed, undecided] of breaches) {
    it(name, () => {
      const judgement = judgeOf(fullRun(changes), { pics: { persistent_etag: true } }).judgement();
      assert.deepEqual(idsWith(judgement, 'fail'), failed);
      assert.deepEqual(idsWith(judgement, 'inconc'), undecided);
    });
  }
});

describe('a SUBSCRIBE with one fault', () => {
  const others: readonly [string, Changes, readonly string[]][] = [
    ['no Event', { without: ['Event'] }, ['6.1.1.2-1', '6.1.1.2-4', 'RFC3265-3.1.2-1']],
    ['two Events', { add: [['Event', 'presence']] }, ['6.1.1.2-1', '6.1.1.2-4', 'RFC3261-7.3.1-2', 'RFC3265-3.1.2-1']],
    ['no Expires', { without: ['Expires'] }, ['6.1.1.2-5']],
    ['another type in Accept', { set: [['Accept', 'application/pidf+xml']] }, ['RFC4354-5.5-1']],
    ['SIP-If-Match', { add: [['SIP-If-Match', 'a']] }, []],
  ];
  for (const [name, changes, failed] of others) {
    it(`fails what judges it: ${name}`, () => {
      assert.deepEqual(idsWith(judgeOf(fullRun({}, changes)).judgement(), 'fail'), failed);
    });
  }
});
