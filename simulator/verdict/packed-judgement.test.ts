import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { context, TraceBuilder } from '../checks/trace.fixture';
import { blocksOf } from '../trace/event-batch';
import { Judge } from './judge';
import { packJudgement, unpackJudgement } from './packed-judgement';
import type { Finding, Judgement } from './result';

function judged(build: (trace: TraceBuilder) => void): Judgement {
  const trace = new TraceBuilder();
  build(trace);
  const judge = new Judge(context(), { ownsServer: false });
  for (const event of trace.events) judge.see(event);
  return judge.judgement();
}

/** As another thread gets it. */
function moved(judgement: Judgement): Judgement {
  const packed = packJudgement(judgement);
  return unpackJudgement(structuredClone(packed, { transfer: packed.evidence.flatMap(blocksOf) }));
}

const shown = ({ evidence, ...finding }: Finding) => ({
  ...finding,
  evidence: evidence && { ...evidence, parsed: evidence.parsed },
});

function comparable({ requirements, ...rest }: Judgement): unknown {
  return { ...rest, requirements: requirements.map((result) => ({ ...result, findings: result.findings.map(shown) })) };
}

describe('a judgement that comes from another thread', () => {
  it('is the same, with the messages that are evidence', () => {
    const before = judged((trace) => {
      trace.answers(trace.publishes({ add: [['Expires', '3600']] }), 200);
      trace.publishes({ set: [['Accept-Contact', '*']] });
      trace.gets(Buffer.from('SIP/2.0 200 OK\r\nno colon\r\n\r\n'));
      trace.fetches();
    });
    const after = moved(before);
    assert.deepEqual(comparable(after), comparable(before));
    assert.deepEqual(Object.keys(after), Object.keys(before));
    assert.ok(after.requirements.some(({ findings }) => findings.some(({ evidence }) => evidence !== undefined)));
  });

  it('has one message for all findings about it', () => {
    const { requirements } = moved(judged((trace) => trace.publishes({ without: ['Via', 'Max-Forwards'] })));
    const messages = requirements.flatMap(({ findings }) => findings.map(({ evidence }) => evidence));
    assert.ok(messages.length > 1);
    assert.equal(new Set(messages).size, 1);
  });

  it('may be about thousands of messages', () => {
    const before = judged((trace) => {
      for (let count = 0; count < 3_000; count += 1) trace.publishes({ add: [['Expires', String(count)]] });
    });
    assert.deepEqual(comparable(moved(before)), comparable(before));
  });

  it('may be about nothing', () => {
    const before = judged(() => {});
    assert.deepEqual(comparable(moved(before)), comparable(before));
  });
});
