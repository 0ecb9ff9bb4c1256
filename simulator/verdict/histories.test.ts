import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { type ContextChanges, messageEvent, TraceBuilder } from '../checks/trace.fixture';
import type { RequirementId } from '../requirements/requirement';
import { registerBytes } from '../sip/message.fixture';
import type { MessageEvent, TraceEvent } from '../trace/event';
import { judgeOf } from './judge.fixture';

type Rows = readonly (readonly [string, string])[];
const row = (name: string, value: string) => [name, value] as const;
const passive: ContextChanges = { imAddress: undefined, nextHop: undefined };

/** The entries that compare a request with earlier ones. */
const stateful: readonly RequirementId[] = [
  'RFC3261-8.1.1.4-1',
  'RFC3261-8.1.1.7-3',
  'RFC3261-10.2-4',
  'RFC3261-10.2-5',
  'RFC3261-12.2.1.1-1',
  'RFC3261-12.2.1.1-2',
  'RFC3261-17.1.2.1-1',
  'RFC3261-17.1.2.2-2',
  'RFC3261-17.1.2.2-7',
  'RFC3261-19.3-1',
  'RFC3261-22.2-2',
  'RFC6665-4.4.3-1',
  'RFC3265-3.1.2-2',
  'RFC6665-4.5-1',
  'RFC3608-6.1-1',
  'RFC3608-6.1-2',
];

/** What the stateful entries say of events, as `id outcome frame`. */
function told(events: readonly TraceEvent[], changes: ContextChanges = passive): readonly string[] {
  const judge = judgeOf((trace) => trace.events.push(...events), changes);
  return stateful.flatMap((id) =>
    judge.verdictOn(id).findings.map(({ outcome, frame }) => `${id} ${outcome} ${frame}`),
  );
}

/** One of several clients, each with a host, Call-IDs and tags of its own. */
class User {
  readonly #trace: TraceBuilder;
  readonly #name: string;
  readonly #remote: { readonly host: string; readonly port: number };
  #count = 0;

  constructor(trace: TraceBuilder, number: number) {
    this.#trace = trace;
    this.#name = `user${number}`;
    this.#remote = { host: `192.0.2.${100 + number}`, port: 5060 };
  }

  #rows(method: string, cseq: number, callId?: string): Rows {
    this.#count += 1;
    const uri = `<sip:${this.#name}@example.com>`;
    const noise = ((this.#count * 7919 + this.#name.length * 104_729) * 2_654_435_761) % 4_294_967_296;
    return [
      row('From', `${uri};tag=${this.#name}${noise.toString(36)}`),
      row('To', uri),
      row('CSeq', `${cseq} ${method}`),
      ...(callId === undefined ? [] : [row('Call-ID', callId)]),
    ];
  }

  /** A REGISTER that is challenged, with the Call-ID of this user. */
  registers(cseq: number, at = 0): void {
    const from = row('From', `<sip:${this.#name}@example.com>;tag=reg-${this.#name}`);
    for (const [step, status] of [401, 200].entries()) {
      const rows = this.#rows('REGISTER', cseq + step, `reg-${this.#name}`).filter(([name]) => name !== 'From');
      const request = this.#trace.registers({ set: [...rows, from] }, { remote: this.#remote, at });
      this.#trace.answers(request, status, status === 200 ? [row('Expires', '3600')] : []);
    }
  }

  publishes(at = 0): MessageEvent {
    const requestUri = `sip:${this.#name}@example.com`;
    const request = this.#trace.publishes({ requestUri, set: this.#rows('PUBLISH', 1) }, { remote: this.#remote, at });
    // A copy on the way, as over a slow network.
    this.#trace.sends(request.bytes, { remote: this.#remote, at });
    this.#trace.answers(request, 200, [row('SIP-ETag', `${this.#name}-${this.#count}`)]);
    return request;
  }

  fetches(at = 0): void {
    const requestUri = `sip:${this.#name}@example.com`;
    const set = this.#rows('SUBSCRIBE', 1);
    this.#trace.answers(this.#trace.subscribes({ requestUri, set }, { remote: this.#remote, at }), 200);
  }
}

/** An hour of several conforming clients, one step of each after the other. */
function crowd(clients: number): readonly TraceEvent[] {
  const trace = new TraceBuilder();
  const users = Array.from({ length: clients }, (_, number) => new User(trace, number));
  for (let round = 0; round < 4; round += 1) {
    const at = round * 900_000;
    for (const user of users) user.registers(1 + 2 * round, at);
    for (const user of users) user.publishes(at);
    for (const user of users) user.fetches(at);
  }
  return trace.events;
}

describe('several clients at once', () => {
  it('are compared each with itself: conforming ones break nothing', () => assert.deepEqual(told(crowd(12)), []));

  it('are blamed each for its own breaches', () => {
    const trace = new TraceBuilder();
    const [alice, bob] = [new User(trace, 1), new User(trace, 2)];
    alice.publishes();
    bob.publishes();
    const set = [row('From', '<sip:user2@example.com>;tag=fixed-tag'), row('To', '<sip:user2@example.com>')];
    const remote = { host: '192.0.2.102', port: 5060 };
    trace.publishes({ set }, { remote });
    alice.publishes();
    const last = trace.publishes({ set }, { remote });
    assert.deepEqual(told(trace.events), [`RFC3261-19.3-1 warn ${last.frame}`]);
  });

  it('behind one address are told apart by their users', () => {
    const events = crowd(6).map((event) =>
      event.kind === 'message' ? { ...event, remote: { host: '192.0.2.200', port: 5060 } } : event,
    );
    const behind = { ...passive, rules: { capture_point: 'behind-core' as const } };
    assert.deepEqual(told(events, behind), []);
  });
});

describe('a trace that begins in the middle', () => {
  const events = crowd(2);
  const dialog = dialogTrace();

  it('breaks nothing, wherever it begins', () => {
    for (let start = 0; start < events.length; start += 1)
      assert.deepEqual(told(events.slice(start)), [], `from ${start}`);
    for (let start = 0; start < dialog.length; start += 1)
      assert.deepEqual(told(dialog.slice(start)), [], `from ${start}`);
  });

  it('breaks nothing where responses or requests were not captured', () => {
    for (const all of [events, dialog]) {
      for (const direction of ['in', 'out']) {
        const one = all.filter((event) => event.kind !== 'message' || event.direction === direction);
        assert.deepEqual(told(one), [], direction);
      }
    }
  });

  it('breaks nothing where the capture cut messages off, all of them or every other one', () => {
    for (const all of [events, dialog]) {
      for (let length = 40; length < 800; length += 61) {
        assert.deepEqual(told(all.map((event) => cut(event, length))), [], `all after ${length}`);
        const some = all.map((event, index) => (index % 2 === 0 ? cut(event, length) : event));
        const seen = told(some).filter((text) => !isGap(text));
        assert.deepEqual(seen, [], `some after ${length}`);
      }
    }
  });

  it('breaks nothing where any one message is missing, but for a CSeq that may have been lost with it', () => {
    for (let index = 0; index < dialog.length; index += 1) {
      const seen = told(dialog.toSpliced(index, 1)).filter((text) => !isGap(text));
      assert.deepEqual(seen, [], `without ${index}`);
    }
  });
});

/** A CSeq number that is left out: the request may have been lost. */
function isGap(text: string): boolean {
  return text.startsWith('RFC3261-12.2.1.1-1 warn') || text.startsWith('RFC3261-10.2-4 info');
}

/** A message of which the capture holds the first octets only. */
function cut(event: TraceEvent, length: number): TraceEvent {
  if (event.kind !== 'message' || event.bytes.length <= length) return event;
  return messageEvent(event.bytes.subarray(0, length), { ...event, truncated: true });
}

/** A subscription that is renewed twice and ended, with challenges and NOTIFYs. */
function dialogTrace(): readonly TraceEvent[] {
  const trace = new TraceBuilder();
  const from = row('From', '<sip:alice@example.com>;tag=local-7f3k');
  const to = row('To', '<sip:alice@example.com>;tag=remote-9d2m');
  const contact = row('Contact', '<sip:im-server.example.com>');
  const recorded = row('Record-Route', '<sip:p2.example.com;lr>, <sip:p1.example.com;lr>');
  const route = row('Route', '<sip:p1.example.com;lr>, <sip:p2.example.com;lr>');
  const base = [row('Call-ID', 'dialog-1'), from];
  const notify = (state: string) => {
    const set = [row('From', to[1]), row('To', from[1]), contact, row('Subscription-State', state)];
    trace.acknowledges(trace.notifies(first, { set }));
  };
  const first = trace.subscribes({ set: [...base, row('CSeq', '1 SUBSCRIBE'), row('Expires', '600')] });
  trace.answers(first, 401);
  const second = trace.subscribes({ set: [...base, row('CSeq', '2 SUBSCRIBE'), row('Expires', '600')] });
  trace.answers(second, 200, [to, contact, recorded]);
  for (const cseq of [3, 4]) {
    const set = [...base, to, row('CSeq', `${cseq} SUBSCRIBE`), row('Expires', cseq === 4 ? '0' : '600')];
    const request = trace.subscribes({ requestUri: 'sip:im-server.example.com', set, add: [route] });
    trace.sends(request.bytes);
    trace.answers(request, 200, [contact]);
  }
  notify('terminated;reason=timeout');
  trace.sends(registerBytes({ method: 'OPTIONS', set: [row('Via', 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKopt')] }));
  return trace.events;
}
