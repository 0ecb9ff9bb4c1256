import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { TraceBuilder } from '../checks/trace.fixture';
import { brokenItems, fullRun, idsWith, itemsWith, judgeOf } from './judge.fixture';

type Changes = Parameters<TraceBuilder['publishes']>[0];
const rows = (...set: readonly (readonly [string, string])[]): Changes => ({ set });

/** A breach of the syntax, and the one entry of RFC 3261 that it breaks. */
const breaches: readonly [string, Changes, string][] = [
  ['no Max-Forwards', { without: ['Max-Forwards'] }, 'RFC3261-8.1.1-1'],
  ['line ends without CR', { raw: (text) => text.replace('\r\nFrom', '\nFrom') }, 'RFC3261-7-1'],
  ['a row without a colon', { raw: (text) => text.replace('\r\nFrom', '\r\nX\r\nFrom') }, 'RFC3261-7.3.1-1'],
  ['Max-Forwards out of range', rows(['Max-Forwards', '300']), 'RFC3261-8.1.1.6-1'],
  ['a blank in Call-ID', rows(['Call-ID', 'a b']), 'RFC3261-8.1.1.4-2'],
  ['no tag in From', rows(['From', '<sip:alice@example.com>']), 'RFC3261-8.1.1.3-1'],
  ['a branch without cookie', rows(['Via', 'SIP/2.0/UDP 192.0.2.10;branch=1']), 'RFC3261-8.1.1.7-2'],
  ['chunks', { add: [['Transfer-Encoding', 'chunked']] }, 'RFC3261-7.4.2-1'],
];

describe('item 1 of both clauses takes over what RFC 3261 says of its request', () => {
  for (const [name, changes, entry] of breaches) {
    it(`fails with ${entry} for a PUBLISH with ${name}, and nothing else does`, () => {
      const judgement = judgeOf(fullRun(changes)).judgement();
      assert.deepEqual(idsWith(judgement, 'fail'), ['6.1.1.1-1', entry]);
      assert.equal(judgement.requirements.find(({ id }) => id === '6.1.1.1-1')?.reason, `by ${entry}`);
      assert.deepEqual(brokenItems(judgement), []);
      assert.equal(judgement.verdict, 'fail');
    });
    it(`fails with ${entry} for a SUBSCRIBE with ${name}, and nothing else does`, () => {
      const judgement = judgeOf(fullRun({}, changes)).judgement();
      assert.deepEqual(idsWith(judgement, 'fail'), ['6.1.1.2-1', entry]);
      assert.deepEqual(brokenItems(judgement), []);
    });
    it(`is not touched by a REGISTER or an OPTIONS with ${name}`, () => {
      for (const method of ['REGISTER', 'OPTIONS']) {
        const judgement = judgeOf((trace) => {
          trace.registers({ ...changes, method });
          fullRun()(trace);
        }).judgement();
        assert.deepEqual(idsWith(judgement, 'fail'), [entry], method);
        assert.equal(itemsWith(judgement, 'pass').length, 18, method);
      }
    });
  }

  it('fails for a SUBSCRIBE without Contact', () => {
    const judgement = judgeOf(fullRun({}, { without: ['Contact'] })).judgement();
    assert.deepEqual(idsWith(judgement, 'fail'), ['6.1.1.2-1', 'RFC3261-8.1.1.8-1']);
  });

  it('fails for the answer to the NOTIFY of the settings, and not for other answers', () => {
    const broken = (isOfSettings: boolean) =>
      judgeOf((trace) => {
        fullRun()(trace);
        const notify = trace.notifies(trace.subscribes(isOfSettings ? {} : rows(['Event', 'presence'])));
        trace.acknowledges(notify, 200, [['X', 'a\u0001']]);
      }).judgement();
    assert.deepEqual(idsWith(broken(true), 'fail'), ['6.1.1.2-1', 'RFC3261-7.3.1-1']);
    assert.deepEqual(idsWith(broken(false), 'fail'), ['RFC3261-7.3.1-1']);
  });

  it('leaves to their own entries what the clauses do not take over', () => {
    const judgement = judgeOf(fullRun(rows(['Content-Length', '601']))).judgement();
    assert.deepEqual(idsWith(judgement, 'fail'), ['RFC3261-20.14-1']);
    assert.equal(judgement.verdict, 'fail');
  });

  it('fails for nothing that the capture cut off, in the header part or in the body', () => {
    for (let length = 60; length < 1_000; length += 47) {
      const judge = judgeOf((trace) => {
        trace.publishes({ raw: (text) => text.slice(0, length) }, { truncated: true });
        trace.subscribes({ raw: (text) => text.slice(0, length) }, { truncated: true });
        trace.acknowledges(trace.notifies(trace.subscribes()));
      });
      const judgement = judge.judgement();
      assert.deepEqual(idsWith(judgement, 'fail'), [], `${length}`);
      if (length < 300) assert.equal(judge.verdictOn('RFC3261-7-1').verdict, 'inconc', `${length}`);
    }
  });
});
