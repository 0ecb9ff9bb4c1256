import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { documentWith } from '../checks/setting.fixture';
import type { TraceBuilder } from '../checks/trace.fixture';
import { registerBytes, responseBytes, SETTINGS_DOCUMENT } from '../sip/message.fixture';
import { brokenItems, fullRun, idsWith, itemsWith, judgeOf } from './judge.fixture';
import type { Finding } from './result';

type Changes = Parameters<TraceBuilder['publishes']>[0];
const fixed = (name: string, value: string) => [name, value] as const;

describe('Judge', () => {
  it('passes a conforming run, with what does not apply and what was not indicated told apart', () => {
    const judgement = judgeOf(fullRun()).judgement();
    assert.equal(judgement.verdict, 'pass');
    assert.deepEqual(itemsWith(judgement, 'not-applicable'), ['6.1.1.1-IMS', '6.1.1.2-IMS']);
    assert.deepEqual(itemsWith(judgement, 'none'), ['6.1.1.1-MAY', '6.1.1.2-MAY']);
    assert.equal(itemsWith(judgement, 'pass').length, 18);
    assert.deepEqual(judgement.diagnostics, []);
    for (const { findings } of judgement.requirements) {
      assert.deepEqual(
        findings.filter(({ outcome }) => outcome !== 'info'),
        [],
      );
    }
  });

  const faults: readonly [string, Changes][] = [
    ['6.1.1.1-2', { requestUri: 'sip:im-server.example.com' }],
    ['6.1.1.1-2', { requestUri: '<sip:alice@example.com>' }],
    ['6.1.1.1-3', { set: [fixed('From', '<sip:bob@example.com>;tag=1')] }],
    ['6.1.1.1-4', { without: ['Accept-Contact'] }],
    ['6.1.1.1-4', { set: [fixed('Accept-Contact', '*;+g.oma.sip-im;;require')] }],
    ['6.1.1.1-5', { set: [fixed('Event', 'poc-settings')] }],
    ['6.1.1.1-5', { set: [fixed('Event', 'presence')] }],
    ['6.1.1.1-5', { without: ['Event'] }],
    ['6.1.1.1-5', { add: [fixed('o', 'service-settings')] }],
    ['6.1.1.1-6', { add: [fixed('Expires', '3600')] }],
    ['6.1.1.1-6', { add: [fixed('Expires', '0'), fixed('Expires', '0')] }],
    ['6.1.1.1-7a', { body: documentWith('isb', () => '') }],
    ['6.1.1.1-7b', { body: documentWith('ipmb', () => '') }],
    ['6.1.1.1-7c', { body: documentWith('vis', (group) => `<${group}/>`) }],
    [
      '6.1.1.1-7d',
      { body: SETTINGS_DOCUMENT.replace('offline-delivery active="true"', 'offline-delivery active="TRUE"') },
    ],
    ['6.1.1.1-7e', { body: SETTINGS_DOCUMENT.replace('hist-activation active="false"', 'hist-activation active=""') }],
  ];
  for (const [id, changes] of faults) {
    it(`fails ${id} and no other item for a PUBLISH with ${JSON.stringify(changes).slice(0, 60)}`, () => {
      const judgement = judgeOf(fullRun(changes)).judgement();
      assert.deepEqual(brokenItems(judgement), [id]);
      assert.equal(judgement.verdict, 'fail');
    });
  }

  it('judges a misspelt REGISTER of somebody who was not seen before, and no other request', () => {
    const first = (method: string) =>
      judgeOf((trace) => trace.sends(registerBytes({ method })), { imAddress: undefined, nextHop: undefined });
    assert.equal(first('Register').verdictOn('RFC3261-7.1-3').verdict, 'fail');
    assert.equal(first('Options').verdictOn('RFC3261-7.1-3').observations, 0);
  });

  const retrievalFaults: readonly [string, Changes][] = [
    ['6.1.1.2-2', { requestUri: 'sip:settings@im-server.example.com' }],
    ['6.1.1.2-3', { set: [fixed('From', '<sip:bob@example.com>;tag=1')] }],
    ['6.1.1.2-4', { set: [fixed('Event', 'poc-settings')] }],
    ['6.1.1.2-4', { set: [fixed('Event', 'presence')] }],
    ['6.1.1.2-5', { set: [fixed('Expires', '3600')] }],
    ['6.1.1.2-5', { add: [fixed('Expires', '0')] }],
    ['6.1.1.2-5', { without: ['Expires'] }],
  ];
  for (const [id, changes] of retrievalFaults) {
    it(`fails ${id} and no other item for a SUBSCRIBE with ${JSON.stringify(changes).slice(0, 60)}`, () => {
      const judgement = judgeOf(fullRun({}, changes)).judgement();
      assert.deepEqual(brokenItems(judgement), [id]);
    });
  }

  it('fails item 8 or 6 and no other for a request at another address', () => {
    const elsewhere = { local: { host: '192.0.2.1', port: 5061 } };
    const judgement = judgeOf((trace) => {
      trace.publishes({}, elsewhere);
      trace.subscribes({}, elsewhere);
    }).judgement();
    assert.deepEqual(idsWith(judgement, 'fail'), ['6.1.1.1-8', '6.1.1.2-6']);
  });

  it('fails item 1 only when another method conveys or asks; the rest could not be looked at', () => {
    const judge = judgeOf((trace) => {
      trace.starts('publish');
      trace.publishes({ method: 'MESSAGE' });
      trace.ends();
      trace.starts('retrieve', undefined, 2);
      trace.subscribes({ method: 'OPTIONS' });
      trace.ends('done', { stimulus: 2 });
    });
    const judgement = judge.judgement();
    assert.deepEqual(idsWith(judgement, 'fail'), ['6.1.1.1-1', '6.1.1.2-1']);
    assert.equal(idsWith(judgement, 'inconc').length, 16);
    assert.equal(judge.verdictOn('6.1.1.1-1').findings.length, 1);
  });

  it('completes a finding with place, octets, message and stimulus, and tells of it at once', () => {
    const told: Finding[] = [];
    const judge = judgeOf(
      fullRun({ add: [fixed('Expires', '3600')] }),
      {},
      { onFinding: (finding) => told.push(finding) },
    );
    const [finding] = judge.verdictOn('6.1.1.1-6').findings;
    assert.ok(finding?.evidence);
    assert.deepEqual(
      told.filter(({ outcome }) => outcome === 'fail'),
      [finding],
    );
    const { evidence, span, ...rest } = finding;
    assert.deepEqual(rest, {
      requirement: '6.1.1.1-6',
      outcome: 'fail',
      message: 'Expires header field "3600"',
      expected: 'no Expires header field',
      actual: 'Expires: 3600',
      frame: 1,
      line: 12,
      field: 'Expires',
      stimulus: 1,
    });
    assert.equal(evidence.bytes.toString('latin1', span?.start, span?.end), 'Expires: 3600');
  });

  it('judges a digest retry again, and a copy not', () => {
    const cseq = (number: number) => ({ set: [fixed('Call-ID', 'c'), fixed('CSeq', `${number} PUBLISH`)] });
    const judge = judgeOf((trace) => {
      const first = trace.publishes(cseq(1));
      trace.sends(first.bytes);
      trace.answers(first, 401);
      trace.answers(trace.publishes({ ...cseq(2), add: [fixed('Expires', '60')] }));
    });
    const { observations, verdict } = judge.verdictOn('6.1.1.1-6');
    assert.deepEqual([observations, verdict], [2, 'fail']);
    assert.equal(judge.verdictOn('6.1.1.1-1').verdict, 'pass');
  });

  it('gives the verdict over some stimuli only', () => {
    const judge = judgeOf((trace) => {
      for (const stimulus of [1, 2]) {
        trace.starts('publish', undefined, stimulus);
        trace.publishes(stimulus === 2 ? { add: [fixed('Expires', '1')] } : {});
        trace.ends('done', { stimulus });
      }
      trace.starts('refresh', undefined, 3);
      trace.ends('silent', { stimulus: 3 });
    });
    const verdict = (stimuli?: readonly number[]) => judge.verdictOn('6.1.1.1-6', stimuli).verdict;
    assert.deepEqual(
      [verdict([1]), verdict([2]), verdict([1, 2]), verdict(), verdict([3]), verdict([])],
      ['pass', 'fail', 'fail', 'fail', 'inconc', 'none'],
    );
    assert.equal(judge.verdictOn('6.1.1.2-5', [1]).verdict, 'none');
  });

  it('does not apply an item to stimuli whose requests it does not concern', () => {
    const judge = judgeOf(
      (trace) => {
        trace.starts('refresh');
        trace.publishes({ body: '', without: ['Content-Type'], add: [fixed('SIP-If-Match', 'a')] });
        trace.ends();
      },
      { rules: { refresh_body: 'rfc3903' } },
    );
    assert.equal(judge.verdictOn('6.1.1.1-7a', [1]).verdict, 'not-applicable');
    assert.equal(judge.verdictOn('6.1.1.1-6', [1]).verdict, 'pass');
  });

  it('keeps a bounded number of findings and counts the others', () => {
    const judge = judgeOf(
      (trace) => {
        for (let count = 0; count < 5; count += 1) trace.publishes({ add: [fixed('Expires', '1')] });
      },
      {},
      { maxFindings: 2 },
    );
    const { findings, findingsLeftOut, observations } = judge.verdictOn('6.1.1.1-6');
    assert.deepEqual([findings.length, findingsLeftOut, observations], [2, 3, 5]);
  });

  it('counts a warning as a pass, in a strict run as a fail', () => {
    const build = fullRun({ set: [fixed('Via', 'SIP/2.0/UDP 192.0.2.10;branch=Z9HG4BK77')] });
    assert.equal(judgeOf(build).judgement().verdict, 'pass');
    const strict = judgeOf(build, {}, { strict: true }).judgement();
    assert.deepEqual(idsWith(strict, 'fail'), ['6.1.1.1-1', 'RFC3261-8.1.1.7-2']);
  });

  it('says the same information about a client once', () => {
    const judge = judgeOf((trace) => {
      for (let count = 0; count < 3; count += 1) trace.publishes({ set: [fixed('Event', 'service-settings;id=1')] });
    });
    const { findings, verdict } = judge.verdictOn('6.1.1.1-5');
    assert.deepEqual([findings.length, verdict], [1, 'pass']);
  });

  it('is inconclusive as a whole when a SHALL was never exercised', () => {
    const judgement = judgeOf((trace) => trace.publishes()).judgement();
    assert.equal(judgement.verdict, 'inconc');
    assert.equal(itemsWith(judgement, 'none').length, 8);
  });

  it('judges the IMS entries in an IMS', () => {
    const ims = { pics: { sip_ip_core: 'ims' as const } };
    const judgement = judgeOf(
      fullRun({ add: [fixed('P-Preferred-Identity', '<sip:alice@example.com>')] }),
      ims,
    ).judgement();
    assert.ok(idsWith(judgement, 'fail').includes('6.1.1.1-IMS'));
    assert.equal(itemsWith(judgement, 'not-applicable').length, 0);
  });
});

describe('clients', () => {
  it('is one in a driven run, with the verdicts of the run', () => {
    const { clients, requirements, verdict } = judgeOf(fullRun({ add: [fixed('User-Agent', 'x/1')] })).judgement();
    assert.deepEqual(clients, [
      {
        imAddress: 'sip:alice@example.com',
        userAgent: 'x/1',
        source: 'udp:192.0.2.10:5060',
        verdict,
        requirements: requirements.map((result) => ({ id: result.id, verdict: result.verdict })),
      },
    ]);
  });

  it('are told apart by their address', () => {
    const as = (user: string, more: readonly (readonly [string, string])[] = []) => ({
      set: [fixed('From', `<sip:${user}@example.com>;tag=1`)],
      add: more,
    });
    const { clients } = judgeOf(
      (trace) => {
        trace.publishes(as('alice'));
        trace.publishes(as('bob', [fixed('Expires', '1')]));
      },
      { imAddress: undefined },
    ).judgement();
    const verdicts = clients.map(({ imAddress, requirements }) => [
      imAddress,
      requirements.find(({ id }) => id === '6.1.1.1-6')?.verdict,
    ]);
    assert.deepEqual(verdicts, [
      ['sip:alice@example.com', 'pass'],
      ['sip:bob@example.com', 'fail'],
    ]);
    assert.deepEqual(
      clients.map(({ verdict }) => verdict),
      ['inconc', 'fail'],
    );
  });
});

describe('diagnostics', () => {
  const diagnostics = (build: (trace: TraceBuilder) => void) => judgeOf(build).judgement().diagnostics;

  it('tells of octets that are no SIP, and of defects in messages of others, with control characters visible', () => {
    const bob = [fixed('From', '<sip:bob@example.com>;tag=1'), fixed('To', '<sip:bob@example.com>')];
    const options = registerBytes({ method: 'OPTIONS', set: bob, add: [fixed('X', 'a\u0001b')] });
    const [garbage, defect, ...others] = diagnostics((trace) => {
      trace.sends(Buffer.from('\u0000\u0001 garbage'));
      trace.sends(options, { remote: { host: '192.0.2.77', port: 5060 } });
    });
    assert.deepEqual([garbage?.note, garbage?.outcome, garbage?.frame], ['syntax', 'warn', 1]);
    assert.deepEqual([defect?.note, defect?.outcome, defect?.frame], ['syntax', 'warn', 2]);
    assert.doesNotMatch(JSON.stringify(garbage), /\\u0000/);
    assert.deepEqual(others, []);
  });

  it('tells of no defects of a request that was judged, nor of its copies', () => {
    const found = diagnostics((trace) => {
      const raw = (text: string) => text.replace('Max-Forwards: 70', 'Max-Forwards');
      trace.sends(trace.publishes({ raw }).bytes);
    });
    assert.deepEqual(found, []);
  });

  it('blames itself for a message of its own, which voids the run', () => {
    const judgement = judgeOf((trace) => {
      fullRun()(trace);
      trace.gets(responseBytes({ raw: (text) => text.replaceAll('\r\n', '\n') }));
    }).judgement();
    assert.equal(judgement.diagnostics[0]?.note, 'own-breach');
    assert.equal(judgement.verdict, 'error');
  });

  it('hands on the notes that concern no requirement, equal ones once', () => {
    const found = diagnostics((trace) => {
      trace.notes('keep-alive', 'a ping from 192.0.2.10');
      trace.notes('keep-alive', 'a ping from 192.0.2.10');
      trace.notes('stream-broken', 'broken');
      trace.notes('datagrams-lost', '3 lost');
    });
    assert.deepEqual(
      found.map(({ note, outcome }) => [note, outcome]),
      [
        ['keep-alive', 'info'],
        ['stream-broken', 'warn'],
        ['datagrams-lost', 'warn'],
      ],
    );
  });

  it('leaves out somebody else, and says so once', () => {
    const bob = {
      requestUri: 'sip:bob@example.com',
      set: [fixed('From', '<sip:bob@example.com>;tag=1'), fixed('To', '<sip:bob@example.com>')],
    };
    const judgement = judgeOf((trace) => {
      fullRun()(trace);
      for (let count = 0; count < 3; count += 1) trace.publishes(bob, { remote: { host: '192.0.2.99', port: 5060 } });
    }).judgement();
    assert.equal(judgement.verdict, 'pass');
    assert.equal(judgement.diagnostics.length, 1);
    assert.match(judgement.diagnostics[0]?.message ?? '', /192\.0\.2\.99:5060/);
  });
});
