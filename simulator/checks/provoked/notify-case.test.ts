import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { Conversations } from '../subject';
import { context, TraceBuilder } from '../trace.fixture';
import { ended, live, type NotifyChanges, subscribed, tells } from './notify.fixture';
import { type NotifyCase, notifyCase } from './notify-case';
import { Provocations } from './provocations';
import type { ProvokedCheck } from './provoked-check';

/** What the NOTIFYs of a trace are. */
function casesIn(play: (trace: TraceBuilder) => void): readonly NotifyCase[] {
  const of = context();
  const trace = new TraceBuilder();
  play(trace);
  const found: NotifyCase[] = [];
  const watching: ProvokedCheck = {
    requirement: 'RFC6665-4.1.3-3',
    on: ['server-request'],
    isProvokedBy(cause) {
      if (cause.kind === 'server-request') found.push(notifyCase(cause.tx, of));
      return false;
    },
    window: 0,
    judge: () => [],
  };
  const conversations = new Conversations(of, true);
  const provocations = new Provocations(of, [watching]);
  for (const event of trace.events) {
    const seen = conversations.see(event);
    if (event.kind === 'message') provocations.message(event, seen);
  }
  return found;
}

/** A fetch with one NOTIFY. */
function caseOf(changes: NotifyChanges): NotifyCase | undefined {
  return casesIn((trace) => void tells(trace, subscribed(trace), changes))[0];
}

const unknown = { add: [['X-Unknown', 'a']] } as const;

describe('what a NOTIFY is to the client', () => {
  const cases: Readonly<Record<string, readonly [NotifyChanges, NotifyCase]>> = {
    'the one that it has to expect': [{}, 'regular'],
    'one with an oddity': [unknown, 'unknown-parts'],
    'one with two oddities': [{ add: [...unknown.add, ['Content-Encoding', 'x-foo']] }, 'unclear'],
    'one with an oddity that is foreign besides': [{ ...unknown, toTag: 'other' }, 'unclear'],
    'one with an oddity in a state that was not asked for': [{ ...unknown, state: live }, 'unknown-parts'],
    'one with an oddity and another From tag than the 2xx': [{ ...unknown, fromTag: 'n2' }, 'unclear'],
    'one without Contact': [{ without: ['Contact'] }, 'unclear'],
    'one without a From tag': [{ set: [['From', '<sip:alice@example.com>']] }, 'unclear'],
    'one in an unknown state': [{ state: 'waiting' }, 'unclear'],
    'one whose CSeq cannot be read': [{ set: [['CSeq', 'x NOTIFY']] }, 'unclear'],
    'one with a document that cannot be read': [{ body: '<poc-settings' }, 'unclear'],
    'one without Content-Type': [{ without: ['Content-Type'] }, 'unclear'],
  };
  for (const [name, [changes, expected]] of Object.entries(cases)) {
    it(`knows ${name}`, () => assert.equal(caseOf(changes), expected));
  }

  it('knows the parameters that the client itself gave its address', () => {
    const own = { set: [['From', '<sip:alice@example.com>;tag=mine;x-p=1']] } as const;
    const to = (params: string) => ({ set: [['To', `<sip:alice@example.com>;tag=mine;${params}`]] }) as const;
    const caseWith = (params: string) => casesIn((trace) => void tells(trace, subscribed(trace, own), to(params)))[0];
    assert.equal(caseWith('x-p=1'), 'regular');
    assert.equal(caseWith('x-p=1;x-q=2'), 'unknown-parts');
  });

  it('goes by what the client accepted before', () => {
    const told = (status: number) =>
      casesIn((trace) => {
        const subscribe = subscribed(trace);
        trace.acknowledges(tells(trace, subscribe, { state: live }), status);
        tells(trace, subscribe, { cseq: 2 });
      });
    assert.deepEqual(told(200), ['unasked-state', 'after-active']);
    assert.deepEqual(told(500), ['unasked-state', 'unclear']);
  });

  it('knows what comes behind the end, and not what is wrong besides', () => {
    const told = (changes: NotifyChanges) =>
      casesIn((trace) => {
        const subscribe = subscribed(trace);
        trace.acknowledges(tells(trace, subscribe, { state: ended }));
        tells(trace, subscribe, { cseq: 2, ...changes });
      })[1];
    assert.equal(told({}), 'after-end');
    assert.equal(told({ fromTag: 'n2' }), 'unclear');
    assert.equal(told({ set: [['Event', 'foo']] }), 'unclear');
    assert.equal(told({ toTag: 'other' }), 'stray');
    assert.equal(told(unknown), 'unclear');
  });

  it('leaves a subscription to another package alone', () => {
    const found = casesIn((trace) => {
      const subscribe = subscribed(trace, { set: [['Event', 'presence']] });
      tells(trace, subscribe, { set: [['Event', 'presence']] });
    });
    assert.deepEqual(found, ['unclear']);
  });
});
