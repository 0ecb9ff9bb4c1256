import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { context, TraceBuilder } from '../checks/trace.fixture';
import { Judge } from './judge';

const ALT = 'sip:alice@alt.example.com';
const elsewhere = { local: { host: '192.0.2.1', port: 5_070 } } as const;
const ownVia = 'SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKn1;rport';

/** The requirements that somebody failed or was warned of, but for the roll-ups of the items. */
function breaches(play: (trace: TraceBuilder) => void): readonly string[] {
  const trace = new TraceBuilder();
  play(trace);
  const judge = new Judge(context());
  for (const event of trace.events) judge.see(event);
  const isBreach = ({ outcome }: { readonly outcome: string }) => outcome === 'fail' || outcome === 'warn';
  return judge
    .judgement()
    .requirements.filter(({ findings }) => findings.some(isBreach))
    .map(({ id }) => id);
}

/** A wrong response, then the right one, and the next change with an entity-tag. */
function discarding(via: string, tag: string) {
  return (trace: TraceBuilder): void => {
    trace.starts('publish');
    const request = trace.publishes();
    trace.answers(request, 200, [
      ['Via', via],
      ['SIP-ETag', 'bad1-Xy'],
    ]);
    trace.passes(100);
    trace.answers(request, 200, [['SIP-ETag', 'good1-Xy']]);
    trace.ends();
    trace.passes(500);
    trace.starts('publish', undefined, 2);
    trace.answers(trace.publishes({ set: [['SIP-If-Match', tag]] }));
    trace.ends();
  };
}

function redirected(contact: string, requestUri: string) {
  return (trace: TraceBuilder): void => {
    trace.starts('publish');
    trace.answers(trace.publishes(), 302, [['Contact', `<${contact}>`]]);
    trace.answers(trace.publishes({ requestUri }, elsewhere));
    trace.passes(1_000);
    trace.ends();
  };
}

function acknowledging(times: readonly number[]) {
  return (trace: TraceBuilder): void => {
    trace.starts('publish');
    const request = trace.publishes();
    for (const index of [0, 1]) {
      trace.answers(request);
      trace.passes(10);
      if (!times.includes(index)) continue;
      const set = [
        ['Call-ID', 'call-1@192.0.2.10'],
        ['CSeq', '1 ACK'],
      ] as const;
      trace.subscribes({ method: 'ACK', set, without: ['Event', 'Expires', 'Accept', 'Contact'] });
    }
    trace.passes(3_000);
    trace.ends();
  };
}

describe('a breach after a provocation fails its own entry and no other one', () => {
  const twoVias = `${ownVia}, SIP/2.0/UDP 192.0.2.99;branch=z9hG4bKx`;
  const cases: Readonly<Record<string, [(trace: TraceBuilder) => void, readonly string[]]>> = {
    'a redirection that is followed': [redirected(ALT, ALT), []],
    'a parameter of Contact left out': [redirected(`${ALT};x=1`, ALT), ['RFC3261-8.1.3.4-2']],
    'the entity-tag of a foreign branch': [discarding(ownVia.replace('n1', 'wrong'), 'bad1-Xy'), ['RFC3261-17.1.3-1']],
    'the entity-tag of a foreign sent-by': [
      discarding(ownVia.replace('192.0.2.10', 'other.example.org'), 'bad1-Xy'),
      ['RFC3261-18.1.2-1'],
    ],
    'the entity-tag of a response with two Vias': [discarding(twoVias, 'bad1-Xy'), ['RFC3261-8.1.3.3-1']],
    'the right entity-tag after a response with two Vias': [discarding(twoVias, 'good1-Xy'), []],
    'an ACK for a repeated response': [acknowledging([1]), ['RFC3261-17.1.2.2-6']],
    'an ACK for each response': [acknowledging([0, 1]), ['RFC3261-17.1.2.1-1']],
  };
  for (const [name, [play, expected]] of Object.entries(cases)) {
    it(name, () => assert.deepEqual(breaches(play), expected));
  }

  it('passes copies of the same octets (RFC3261-17.1.2.2-2)', () => {
    const trace = new TraceBuilder();
    const request = trace.publishes();
    trace.passes(500);
    trace.sends(request.bytes);
    const judge = new Judge(context());
    for (const event of trace.events) judge.see(event);
    assert.equal(judge.verdictOn('RFC3261-17.1.2.2-2').verdict, 'pass');
  });
});
