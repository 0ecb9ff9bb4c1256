import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { ContextChanges, TraceBuilder } from '../checks/trace.fixture';
import type { RequirementId } from '../requirements/requirement';
import { registerBytes } from '../sip/message.fixture';
import { judgeOf } from './judge.fixture';

const row = (name: string, value: string) => [name, value] as const;
const tcp = (branch: string) => [row('Via', `SIP/2.0/TCP 192.0.2.10:5060;branch=${branch}`)];
const findings = (build: (trace: TraceBuilder) => void, id: RequirementId, changes?: ContextChanges) =>
  judgeOf(build, changes)
    .verdictOn(id)
    .findings.map(({ outcome, frame, actual }) => [outcome, frame, actual]);

describe('RFC3261-17.1.2.2-7 a request once more on its TCP connection', () => {
  const again = (first: number | undefined, second: number | undefined) => (trace: TraceBuilder) => {
    const on = (connection: number | undefined) =>
      ({ transport: 'tcp', ...(connection !== undefined && { connection }) }) as const;
    const { bytes } = trace.publishes({ set: tcp('z9hG4bK1') }, on(first));
    trace.sends(bytes, on(second));
  };

  it('fails at the copy, and with it item 8 or item 6', () => {
    const published = judgeOf(again(1, 1));
    const [finding, ...others] = published.verdictOn('RFC3261-17.1.2.2-7').findings;
    assert.deepEqual([finding?.outcome, finding?.frame, others.length], ['fail', 2, 0]);
    assert.match(finding?.actual ?? '', /^PUBLISH /);
    assert.deepEqual(
      [published.verdictOn('6.1.1.1-8').verdict, published.verdictOn('6.1.1.2-6').verdict],
      ['fail', 'none'],
    );
    const subscribed = judgeOf((trace) => {
      const on = { transport: 'tcp', connection: 1 } as const;
      const { bytes } = trace.subscribes({ set: tcp('z9hG4bK1') }, on);
      trace.sends(bytes, on);
    });
    assert.equal(subscribed.verdictOn('6.1.1.2-6').verdict, 'fail');
  });

  it('is no breach on another connection, on an unknown one, and over UDP', () => {
    assert.deepEqual(findings(again(1, 2), 'RFC3261-17.1.2.2-7'), []);
    assert.deepEqual(findings(again(undefined, undefined), 'RFC3261-17.1.2.2-7'), []);
    assert.deepEqual(
      findings((trace) => trace.sends(trace.publishes().bytes), 'RFC3261-17.1.2.2-7'),
      [],
    );
  });
});

describe('RFC3261-17.1.2.2-2 a copy of a request', () => {
  const copied =
    (change: (text: string) => string, more = {}) =>
    (trace: TraceBuilder) => {
      const { bytes } = trace.publishes(more);
      trace.publishes();
      trace.sends(Buffer.from(change(bytes.toString('latin1')), 'latin1'));
    };
  const of = (change: (text: string) => string, more = {}) => findings(copied(change, more), 'RFC3261-17.1.2.2-2');

  it('is the same octets', () => {
    assert.deepEqual(
      of((text) => text),
      [],
    );
  });

  it('fails with another tag, Request-URI, body, or with credentials that the first one lacked', () => {
    assert.deepEqual(
      of((text) => text.replace(/^From: .*$/m, 'From: <sip:alice@example.com>;tag=q7w8e9r0')),
      [['fail', 3, 'From: <sip:alice@example.com>;tag=q7w8e9r0']],
    );
    const target = of((text) => text.replace('PUBLISH sip:alice@', 'PUBLISH sip:alice2@'));
    assert.deepEqual(target[0]?.slice(0, 2), ['fail', 3]);
    const body = of((text) =>
      text.replace('active="true"', 'active="1"  '.replace('  ', '')).replace('</poc', '   </poc'),
    );
    assert.deepEqual(body[0]?.slice(0, 2), ['fail', 3]);
    const credentials = of((text) => text.replace('\r\n\r\n', '\r\nAuthorization: Digest a="b"\r\n\r\n'));
    assert.deepEqual(credentials, [['fail', 3, 'Authorization: Digest a="b"']]);
  });

  it('only warns of the moment of sending', () => {
    const add = [row('Date', 'Sat, 13 Nov 2010 23:29:00 GMT')];
    assert.deepEqual(
      of((text) => text.replace('23:29:00', '23:29:04'), { add }).map(([outcome]) => outcome),
      ['warn'],
    );
  });

  it('is not compared when the first one is long gone', () => {
    const late = (trace: TraceBuilder) => {
      const { bytes } = trace.publishes();
      for (let count = 0; count < 300; count += 1) trace.subscribes({ set: [row('Event', 'presence')] });
      trace.sends(Buffer.from(bytes.toString('latin1').replace('tag=', 'tag=x'), 'latin1'));
    };
    assert.deepEqual(findings(late, 'RFC3261-17.1.2.2-2'), []);
  });
});

describe('an ACK', () => {
  const ack = (trace: TraceBuilder, callId: string) =>
    trace.sends(registerBytes({ method: 'ACK', set: [row('Call-ID', callId), row('CSeq', '1 ACK')] }));

  it('fails item 8 for a PUBLISH and item 6 for a SUBSCRIBE, in the stimulus of the request', () => {
    const published = judgeOf((trace) => {
      trace.starts('publish');
      trace.answers(trace.publishes({ set: [row('Call-ID', 'p'), row('CSeq', '1 PUBLISH')] }));
      trace.ends();
      trace.starts('retrieve', undefined, 2);
      ack(trace, 'p');
      trace.fetches();
      trace.ends('done', { stimulus: 2 });
    });
    const verdicts = [1, 2].map((stimulus) => published.verdictOn('6.1.1.1-8', [stimulus]).verdict);
    assert.deepEqual(verdicts, ['fail', 'none']);
    assert.equal(published.verdictOn('6.1.1.2-6').verdict, 'pass');
    const subscribed = judgeOf((trace) => {
      trace.subscribes({ set: [row('Call-ID', 's'), row('CSeq', '1 SUBSCRIBE')] });
      ack(trace, 's');
    });
    const items = [subscribed.verdictOn('6.1.1.1-8').verdict, subscribed.verdictOn('6.1.1.2-6').verdict];
    assert.deepEqual(items, ['none', 'fail']);
  });

  it('is no breach for another Call-ID', () => {
    const build = (trace: TraceBuilder) => {
      trace.publishes({ set: [row('Call-ID', 'p'), row('CSeq', '1 PUBLISH')] });
      ack(trace, 'q');
    };
    assert.equal(judgeOf(build).verdictOn('6.1.1.1-8').verdict, 'pass');
  });
});
