import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { TraceBuilder } from '../checks/trace.fixture';
import { publishBytes } from '../sip/message.fixture';
import { idsWith, judgeOf } from './judge.fixture';

const ws = { transport: 'ws', connection: 1 } as const;
const passive = { imAddress: undefined, nextHop: undefined };
const via = (branch: string) => ['Via', `SIP/2.0/WS df7jal23ls0d.invalid;branch=z9hG4bK${branch}`] as const;
const publish = publishBytes({ set: [via('split')] }).toString('latin1');
const headerEnd = publish.indexOf('\r\n\r\n') + 4;

/** What fails where a message came in parts between two whole ones. */
function failing(
  parts: readonly string[],
  last = (trace: TraceBuilder) => trace.publishes({ set: [via('last')] }, ws),
) {
  const judge = judgeOf(
    (trace) => {
      trace.answers(trace.publishes({ set: [via('first')] }, ws));
      for (const part of parts) trace.sends(Buffer.from(part, 'latin1'), ws);
      trace.answers(last(trace));
    },
    passive,
    { ownsServer: false },
  );
  const judgement = judge.judgement();
  const warnings = judgement.diagnostics.filter(({ outcome }) => outcome === 'warn');
  return { fail: idsWith(judgement, 'fail'), warnings, judge };
}

function cutAt(...places: readonly number[]): readonly string[] {
  return [0, ...places].map((place, index) => publish.slice(place, places[index]));
}

const once = { fail: ['RFC7118-5-1'], warnings: [] };

describe('a SIP message that is split over WebSocket messages', () => {
  it('fails for that alone, wherever the first part ends', () => {
    for (let place = publish.indexOf('\r\n') + 8; place < publish.length; place += 31) {
      const { fail, warnings } = failing(cutAt(place));
      assert.deepEqual({ fail, warnings }, once, JSON.stringify(publish.slice(place, place + 30)));
    }
  });

  it('fails for that alone at the ends of rows, of the header part, and in three parts', () => {
    const rows = [...publish.slice(0, headerEnd).matchAll(/\r\n/g)].map(({ index }) => index + 2);
    for (const place of rows) {
      const { fail, warnings } = failing(cutAt(place));
      assert.deepEqual({ fail, warnings }, once, JSON.stringify(publish.slice(place, place + 30)));
    }
    const { fail, warnings } = failing(cutAt(rows[3] ?? 0, rows[5] ?? 0));
    assert.deepEqual({ fail, warnings }, once);
  });

  it('is shown once, with the first part', () => {
    const { judge } = failing(cutAt(headerEnd - 30));
    const [finding, ...others] = judge.verdictOn('RFC7118-5-1').findings;
    assert.deepEqual([finding?.outcome, finding?.frame, others], ['fail', 3, []]);
    assert.equal(judge.verdictOn('RFC3261-7-1').verdict, 'pass');
  });

  it('still fails for line ends in front of the cut', () => {
    const [first = '', rest = ''] = cutAt(headerEnd - 40);
    const { fail } = failing([first.replace('\r\nMax-Forwards', '\nMax-Forwards'), rest]);
    assert.deepEqual(fail, ['6.1.1.1-1', 'RFC3261-7-1', 'RFC7118-5-1']);
  });

  it('takes nothing else than the rest for the rest', () => {
    const broken = (trace: TraceBuilder) =>
      trace.publishes({ set: [via('x')], raw: (text) => text.replace(' SIP/2.0\r\n', ' HTTP/1.1\r\n') }, ws);
    assert.ok(failing([publish], broken).fail.includes('RFC3261-7.1-1'));
    assert.ok(failing([...cutAt(200), publish], broken).fail.includes('RFC3261-7.1-1'));
    const elsewhere = { ...ws, remote: { host: '192.0.2.10', port: 5070 } };
    const other = (trace: TraceBuilder) => trace.registers({ raw: (text) => text.replace(' SIP/2.0', '') }, elsewhere);
    assert.ok(failing([publish.slice(0, 200)], other).fail.includes('RFC3261-7.1-1'));
  });

  it('is told from a whole document with a Content-Length that is too large', () => {
    const { fail } = failing([publish.replace('Content-Length: 600', 'Content-Length: 601')]);
    assert.deepEqual(fail, ['RFC3261-20.14-1', 'RFC7118-5-1']);
  });
});
