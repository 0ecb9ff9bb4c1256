import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { observationsOf, testEntry } from '../entry.fixture';
import { lastOf, row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { publishSubject, type TraceBuilder } from '../trace.fixture';
import { credentialsKept } from './22.2-2-credentials-kept';

const credentials = { add: [row('Authorization', 'Digest username="alice", realm="r", nonce="n"')] };

/** A PUBLISH that is challenged, and accepted with credentials. */
function authenticates(trace: TraceBuilder): void {
  trace.answers(trace.publishes(), 401);
  trace.answers(trace.publishes(credentials), 200);
}

const after = (...steps: readonly ((trace: TraceBuilder) => void)[]) =>
  lastOf((trace) => {
    for (const step of steps) step(trace);
  });
const publishes = (trace: TraceBuilder) => trace.answers(trace.publishes(), 401);

testEntry(credentialsKept, 'credentials are used again', {
  violation: { seen: after(authenticates, publishes), at: publishSubject().message.text.split('\r\n')[0] ?? '' },
  legal: {
    'client that waits for a new challenge each time (warn only)': {
      seen: after(authenticates, authenticates, authenticates, publishes),
    },
  },
  inapplicable: {
    'a client that never had to authenticate': { seen: after(publishes, (trace) => trace.publishes()) },
    'another method': { seen: after(authenticates, (trace) => trace.subscribes()) },
    'a fetch, which RFC6665-4.4.3-2 speaks of': {
      seen: after(
        (trace) => trace.answers(trace.subscribes(credentials), 200),
        (trace) => trace.subscribes(),
      ),
    },
    'another server': {
      seen: after(authenticates, (trace) => trace.publishes({}, { local: { host: '192.0.2.2', port: 5060 } })),
    },
    'credentials that were not accepted': {
      seen: after((trace) => trace.answers(trace.publishes(credentials), 403), publishes),
    },
    'a server that asks for none any more': {
      seen: after(authenticates, (trace) => trace.answers(trace.publishes(), 200), publishes),
    },
  },
});

describe('RFC3261-22.2-2 a subscription', () => {
  it('is no fetch', () => {
    const subscribed = { set: [row('Expires', '3600')] };
    const seen = after(
      (trace) => trace.answers(trace.subscribes({ ...subscribed, ...credentials }), 200),
      (trace) => trace.subscribes(subscribed),
    );
    assert.deepEqual(outcomesOf(credentialsKept, seen), ['fail']);
  });
});

describe('RFC3261-22.2-2 a request after an authenticated one', () => {
  it('passes with credentials, of either kind', () => {
    assert.deepEqual(
      outcomesOf(
        credentialsKept,
        after(authenticates, (trace) => trace.publishes(credentials)),
      ),
      ['pass'],
    );
    const proxy = { add: [row('Proxy-Authorization', 'Digest username="alice", realm="r", nonce="n"')] };
    assert.deepEqual(
      outcomesOf(
        credentialsKept,
        after(authenticates, (trace) => trace.publishes(proxy)),
      ),
      ['pass'],
    );
  });

  it('is compared with the latest that was accepted', () => {
    const kept = (trace: TraceBuilder) => trace.answers(trace.publishes(credentials), 200);
    const [seen] = observationsOf(credentialsKept, { seen: after(authenticates, kept, publishes) }) ?? [];
    assert.match(seen?.message ?? '', /accepted in frame 5$/);
  });

  it('is told again when the server had asked for none in between', () => {
    const open = (trace: TraceBuilder) => trace.answers(trace.publishes(), 200);
    assert.deepEqual(outcomesOf(credentialsKept, after(authenticates, open, authenticates, publishes)), ['fail']);
  });

  it('is told once', () => {
    assert.equal(failuresOf(credentialsKept, after(authenticates, publishes)).length, 1);
    assert.deepEqual(outcomesOf(credentialsKept, after(authenticates, publishes, publishes)), []);
  });
});
