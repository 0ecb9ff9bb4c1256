import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { BOB, bobs, lastAnswerOf, lastOf, row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { publishSubject, type TraceBuilder } from '../trace.fixture';
import { tags } from './19.3-1-tags';

const from = (tag: string) => row('From', `<sip:alice@example.com>;tag=${tag}`);
/** Publications with these From tags, each accepted. */
const series = (...list: readonly string[]) =>
  lastOf((trace) => {
    for (const tag of list) trace.answers(trace.publishes({ set: [from(tag)] }));
  });
const retried = (status: number) =>
  lastOf((trace) => {
    trace.answers(trace.publishes({ set: [from('a7f3k29q'), row('Call-ID', 'c'), row('CSeq', '1 PUBLISH')] }), status);
    trace.publishes();
    trace.publishes({ set: [from('a7f3k29q'), row('Call-ID', 'c'), row('CSeq', '2 PUBLISH')] });
  });

testEntry(tags, 'tags never come again', {
  violation: {
    seen: lastOf((trace) => {
      for (let count = 0; count < 2; count += 1) trace.answers(trace.subscribes({ set: [from('1')] }));
    }),
    at: 'tag=1',
  },
  legal: {
    'same tag on retries of one request (digest, 412, 423) and on in-dialog requests': { seen: retried(401) },
    'same From tag for all REGISTERs of one Call-ID': {
      seen: lastOf((trace) => {
        trace.publishes();
        for (const cseq of [1, 2]) {
          trace.registers({ set: [from('r7f3k29q'), row('Call-ID', 'r'), row('CSeq', `${cseq} REGISTER`)] });
        }
      }),
    },
  },
  inapplicable: {
    'the first request of the run': { seen: publishSubject() },
    'requests of one Call-ID only': {
      seen: lastOf((trace) => {
        for (const cseq of [1, 2]) {
          trace.publishes({ set: [from('1'), row('Call-ID', 'c'), row('CSeq', `${cseq} PUBLISH`)] });
        }
      }),
    },
  },
});

describe('RFC3261-19.3-1 the tags of a client', () => {
  it('fails one that an earlier request had, at once or later', () => {
    assert.deepEqual(failuresOf(tags, series('a7f3k29q', 'a7f3k29q')), ['tag=a7f3k29q']);
    assert.deepEqual(failuresOf(tags, series('a7f3k29q', 'pq93hd02', 'x73hdk2m', 'a7f3k29q')), ['tag=a7f3k29q']);
    assert.deepEqual(outcomesOf(tags, series('a7f3k29q', 'pq93hd02')), ['pass']);
    assert.deepEqual(outcomesOf(tags, series('A7f3k29q', 'a7f3k29q')), ['pass']);
  });

  it('lets a corrected request keep its tag under a new Call-ID', () => {
    const after = (status: number) =>
      lastOf((trace) => {
        trace.answers(trace.publishes({ set: [from('a7f3k29q')] }), status);
        trace.publishes({ set: [from('a7f3k29q')] });
      });
    assert.deepEqual(outcomesOf(tags, after(412)), ['pass']);
    assert.deepEqual(outcomesOf(tags, after(200)), ['fail']);
  });

  it('fails one of fewer than six characters', () => {
    assert.deepEqual(outcomesOf(tags, series('a7f3k29q', 'pq93h')), ['fail']);
    assert.deepEqual(outcomesOf(tags, series('a7f3k29q', 'pq93hd')), ['pass']);
  });

  const counted: readonly (readonly string[])[] = [
    ['100001', '100002', '100003'],
    ['ua-00098', 'ua-00099', 'ua-00100'],
    ['1f9e0008', '1f9e0009', '1f9e000a'],
    ['20260010', '20260020', '20260030'].map((tag) => tag.replace(/0$/, '')).map((tag) => `x${tag}`),
  ];
  for (const list of counted) {
    it(`fails the third of ${list.join(', ')}, and not the second`, () => {
      assert.deepEqual(outcomesOf(tags, series(...list)), ['fail']);
      assert.deepEqual(outcomesOf(tags, series(...list.slice(0, 2))), ['pass']);
    });
  }

  for (const list of [
    ['100001', '100002', '100004'],
    ['100003', '100002', '100001'],
    ['4fa3c2d1', '9be01f77', 'c3d88a02'],
    ['100000', '200000', '300000'],
  ]) {
    it(`passes ${list.join(', ')}`, () => assert.deepEqual(outcomesOf(tags, series(...list)), ['pass']));
  }

  it('judges the To tag of an answer in the same way', () => {
    const answer = (first: string, second: string) =>
      lastAnswerOf((trace) => {
        for (const tag of [first, second]) {
          const to = [row('To', `<sip:alice@example.com>;tag=${tag}`)];
          trace.acknowledges(trace.notifies(trace.subscribes()), 200, to);
        }
      });
    assert.deepEqual(failuresOf(tags, answer('n7f3k29q', 'n7f3k29q')), ['tag=n7f3k29q']);
    assert.deepEqual(outcomesOf(tags, answer('n7f3k29q', 'p7f3k29q')), ['pass']);
  });

  it('says nothing of the first answer of all', () => {
    const seen = lastAnswerOf((trace) => {
      const to = [row('To', '<sip:alice@example.com>;tag=1')];
      trace.acknowledges(trace.notifies(trace.subscribes({ set: [row('From', '<sip:alice@example.com>')] })), 200, to);
    });
    assert.deepEqual(outcomesOf(tags, seen), []);
  });

  it('lets an answer have the tag of its dialog', () => {
    const seen = lastAnswerOf((trace: TraceBuilder) => {
      trace.publishes();
      const subscribe = trace.subscribes({ set: [from('d7f3k29q')] });
      const to = [row('To', '<sip:alice@example.com>;tag=d7f3k29q')];
      trace.acknowledges(trace.notifies(subscribe), 200, to);
    });
    assert.deepEqual(outcomesOf(tags, seen), ['pass']);
  });

  it('keeps clients apart', () => {
    const seen = lastOf(
      (trace) => {
        trace.publishes({ set: [from('a7f3k29q')] });
        trace.publishes({ set: bobs('b7f3k29q') }, { remote: BOB });
        trace.publishes({ set: bobs('a7f3k29q') }, { remote: BOB });
      },
      { imAddress: undefined, nextHop: undefined },
    );
    assert.deepEqual(outcomesOf(tags, seen), ['pass']);
  });
});
