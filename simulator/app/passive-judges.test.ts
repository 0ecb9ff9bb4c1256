import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TraceBuilder } from '../checks/trace.fixture';
import { passiveConfiguration } from './passive-configuration';
import { Judges, overallVerdict } from './passive-judges';

const [alice, bob] = ['sip:alice@example.com', 'sip:bob@example.com'] as const;
const atBob = { remote: { host: '192.0.2.20', port: 5060 } };
const ofBob = { requestUri: bob, set: [['From', `<${bob}>;tag=b`] as const, ['To', `<${bob}>`] as const] };

function judge(imAddresses: readonly string[], build: (trace: TraceBuilder) => void) {
  const trace = new TraceBuilder();
  build(trace);
  const judges = new Judges(passiveConfiguration({ imAddresses }), { strict: false });
  for (const event of trace.events) judges.see(event);
  const judgement = judges.judgement();
  const of = (id: string) => judgement.requirements.find((result) => result.id === id);
  return { judgement, of };
}

/** Both publish, bob with a lifetime; alice fetches, too. */
function both(trace: TraceBuilder): void {
  trace.answers(trace.publishes());
  trace.answers(trace.publishes({ ...ofBob, add: [['Expires', '60']] }, atBob));
  trace.fetches();
}

describe('passive judges', () => {
  it('keep all clients apart where none is named', () => {
    const { judgement } = judge([], both);
    const verdicts = judgement.clients.map(({ imAddress, requirements }) => [
      imAddress,
      requirements.find(({ id }) => id === '6.1.1.1-6')?.verdict,
      requirements.find(({ id }) => id === '6.1.1.2-5')?.verdict,
    ]);
    assert.deepEqual(verdicts, [
      [alice, 'pass', 'pass'],
      [bob, 'fail', 'none'],
    ]);
  });

  it('judge each of several that are named by what is its own, and add up', () => {
    const { judgement, of } = judge([alice, bob], both);
    assert.deepEqual(
      judgement.clients.map(({ imAddress, verdict }) => [imAddress, verdict]),
      [
        [alice, 'pass'],
        [bob, 'fail'],
      ],
    );
    assert.deepEqual([of('6.1.1.1-6')?.verdict, of('6.1.1.1-6')?.observations], ['fail', 2]);
    assert.deepEqual(
      of('6.1.1.1-6')?.findings.map(({ frame }) => frame),
      [3],
    );
    assert.equal(of('6.1.1.2-5')?.verdict, 'pass');
  });

  it('take nobody for a stranger who was named, and tell of one who was not', () => {
    const carol = {
      requestUri: 'sip:carol@example.com',
      set: [['From', '<sip:carol@example.com>;tag=c'] as const, ['To', '<sip:carol@example.com>'] as const],
    };
    const { judgement } = judge([alice, bob], (trace) => {
      both(trace);
      trace.publishes(carol, { remote: { host: '192.0.2.30', port: 5060 } });
    });
    const strangers = judgement.diagnostics.filter(({ message }) => /another user/.test(message));
    assert.deepEqual(
      strangers.map(({ message }) => /192\.0\.2\.\d+/.exec(message)?.[0]),
      ['192.0.2.30'],
    );
  });

  it('do not look at others where one is named', () => {
    const { of, judgement } = judge([alice], both);
    assert.equal(of('6.1.1.1-6')?.verdict, 'pass');
    assert.equal(judgement.clients.length, 1);
  });
});

describe('the verdict over all clients', () => {
  const client = (verdict: 'pass' | 'inconc' | 'fail', seen: boolean) => {
    const requirements = [{ id: '6.1.1.1-1', verdict: seen ? verdict : 'none' }] as const;
    return { imAddress: 'x', userAgent: undefined, source: '', verdict, requirements };
  };
  const overall = (verdict: 'none' | 'pass', ...clients: readonly ReturnType<typeof client>[]) =>
    overallVerdict({ verdict, clients, requirements: [], diagnostics: [] });

  it('is the worst of them', () => {
    assert.equal(overall('pass', client('pass', true), client('inconc', true)), 'inconc');
    assert.equal(overall('pass', client('fail', true), client('inconc', true)), 'fail');
  });

  it('leaves out those that are no clients of the service', () => {
    assert.equal(overall('pass', client('pass', true), client('inconc', false)), 'pass');
  });

  it('is inconclusive when nothing was judged', () => assert.equal(overall('none'), 'inconc'));
});
