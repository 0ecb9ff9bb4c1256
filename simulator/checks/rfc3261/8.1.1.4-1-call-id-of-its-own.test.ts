import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { observationsOf, testEntry } from '../entry.fixture';
import { BOB, bobs, lastOf, row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { publishSubject, type TraceBuilder } from '../trace.fixture';
import { callIdOfItsOwn } from './8.1.1.4-1-call-id-of-its-own';

const publishes = (trace: TraceBuilder, cseq: number, event = {}, method = 'PUBLISH') =>
  trace.publishes({ method, set: [row('Call-ID', 'pub@192.0.2.10'), row('CSeq', `${cseq} ${method}`)] }, event);
const twice =
  (status: number, first = 1, second = 2) =>
  (trace: TraceBuilder) => {
    trace.answers(publishes(trace, first), status);
    publishes(trace, second);
  };

testEntry(callIdOfItsOwn, 'each new request has a Call-ID of its own', {
  violation: { seen: lastOf(twice(200)), at: 'pub@192.0.2.10' },
  legal: {
    'Call-ID kept on retries with CSeq raised': { seen: lastOf(twice(401)) },
    'Call-ID kept across REGISTERs (recommended there)': {
      seen: lastOf((trace) => {
        for (let count = 0; count < 2; count += 1) trace.answers(trace.registers({ set: [row('Call-ID', 'reg')] }));
      }),
    },
  },
  inapplicable: {
    'the first request of the run': { seen: publishSubject() },
    'a SUBSCRIBE in its dialog': {
      seen: lastOf((trace) => {
        const subscribe = trace.subscribes();
        trace.answers(subscribe, 200, [row('To', '<sip:alice@example.com>;tag=n1')]);
        const callId = subscribe.parsed.ok
          ? subscribe.parsed.message.headers.find(({ key }) => key === 'call-id')
          : undefined;
        trace.subscribes({ set: [row('Call-ID', callId?.value ?? ''), row('To', '<sip:alice@example.com>;tag=n1')] });
      }),
    },
  },
});

describe('RFC3261-8.1.1.4-1 a Call-ID that comes again', () => {
  for (const status of [302, 401, 407, 412, 413, 415, 416, 420, 421, 423, 494]) {
    it(`is right after ${status}`, () => assert.deepEqual(outcomesOf(callIdOfItsOwn, lastOf(twice(status))), ['pass']));
  }

  for (const status of [404, 408, 480, 486, 500, 503, 504, 580, 600, 603]) {
    it(`may be the same request again after ${status}, with a CSeq that rises`, () => {
      assert.deepEqual(outcomesOf(callIdOfItsOwn, lastOf(twice(status))), []);
      assert.deepEqual(outcomesOf(callIdOfItsOwn, lastOf(twice(status, 2, 2))), ['fail']);
    });
  }

  it('may be the same request again where this one got no response, but not by another method', () => {
    const unanswered = (method: string) =>
      lastOf((trace) => {
        trace.answers(trace.publishes());
        publishes(trace, 1);
        publishes(trace, 2, {}, method);
      });
    assert.deepEqual(outcomesOf(callIdOfItsOwn, unanswered('PUBLISH')), []);
    assert.deepEqual(outcomesOf(callIdOfItsOwn, unanswered('SUBSCRIBE')), ['fail']);
  });

  it('is a reuse again once the retry was accepted', () => {
    const seen = lastOf((trace) => {
      trace.answers(publishes(trace, 1), 503);
      trace.answers(publishes(trace, 2));
      publishes(trace, 3);
    });
    assert.deepEqual(outcomesOf(callIdOfItsOwn, seen), ['fail']);
  });

  for (const status of [200, 403, 405, 489, 604]) {
    it(`is a reuse after ${status}`, () =>
      assert.deepEqual(outcomesOf(callIdOfItsOwn, lastOf(twice(status))), ['fail']));
  }

  it('fails for good where CSeq does not rise, and only there', () => {
    const [equal] = observationsOf(callIdOfItsOwn, { seen: lastOf(twice(200, 7, 7)) }) ?? [];
    const [lower] = observationsOf(callIdOfItsOwn, { seen: lastOf(twice(200, 7, 3)) }) ?? [];
    const [unreadable] = observationsOf(callIdOfItsOwn, { seen: lastOf(twice(200, 7, 2 ** 31)) }) ?? [];
    const otherMethod = lastOf((trace) => {
      trace.answers(publishes(trace, 7));
      publishes(trace, 1, {}, 'SUBSCRIBE');
    });
    const [other] = observationsOf(callIdOfItsOwn, { seen: otherMethod }) ?? [];
    assert.deepEqual([unreadable?.outcome, unreadable?.isCertain], ['fail', undefined]);
    assert.deepEqual([other?.outcome, other?.isCertain], ['fail', undefined]);
    const [rising] = observationsOf(callIdOfItsOwn, { seen: lastOf(twice(200)) }) ?? [];
    assert.deepEqual([equal?.isCertain, lower?.isCertain, rising?.isCertain], [true, true, undefined]);
  });

  it('says nothing of the same request on its way to another server or over another transport', () => {
    const elsewhere = (event: object) =>
      lastOf((trace) => {
        trace.answers(publishes(trace, 4), 503);
        publishes(trace, 4, event);
      });
    assert.deepEqual(outcomesOf(callIdOfItsOwn, elsewhere({ local: { host: '192.0.2.2', port: 5060 } })), []);
    assert.deepEqual(outcomesOf(callIdOfItsOwn, elsewhere({ transport: 'tcp', connection: 1 })), []);
    assert.deepEqual(outcomesOf(callIdOfItsOwn, elsewhere({})), ['fail']);
  });

  it('counts between the methods, REGISTER included', () => {
    const shared = { set: [row('Call-ID', 'one')] };
    const seen = lastOf((trace) => {
      trace.answers(trace.registers(shared));
      trace.subscribes(shared);
    });
    assert.deepEqual(failuresOf(callIdOfItsOwn, seen), ['one']);
  });

  it('is found among several, and passes where each is new', () => {
    const build = (last: string) => (trace: TraceBuilder) => {
      for (const callId of ['a', 'b', 'c', last]) trace.answers(trace.publishes({ set: [row('Call-ID', callId)] }));
    };
    assert.deepEqual(outcomesOf(callIdOfItsOwn, lastOf(build('b'))), ['fail']);
    assert.deepEqual(outcomesOf(callIdOfItsOwn, lastOf(build('d'))), ['pass']);
  });

  it('is another one for another client', () => {
    const seen = lastOf(
      (trace) => {
        trace.answers(publishes(trace, 1));
        trace.answers(trace.publishes({ set: [row('Call-ID', 'x'), ...bobs('b1b1b1b1')] }, { remote: BOB }));
        trace.publishes({ set: [row('Call-ID', 'pub@192.0.2.10'), ...bobs('b2b2b2b2')] }, { remote: BOB });
      },
      { imAddress: undefined, nextHop: undefined },
    );
    assert.deepEqual(outcomesOf(callIdOfItsOwn, seen), ['pass']);
  });

  it('cannot be told from a retry where no response was captured', () => {
    const seen = lastOf((trace) => {
      publishes(trace, 1);
      publishes(trace, 2);
    });
    assert.deepEqual(outcomesOf(callIdOfItsOwn, seen), []);
  });
});
