import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { registerBytes } from '../../sip/message.fixture';
import { testEntry } from '../entry.fixture';
import { BOB, bobs, lastOf, row, subjectsOf } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { publishSubject, type TraceBuilder } from '../trace.fixture';
import { branchOfItsOwn } from './8.1.1.7-3-branch-of-its-own';

const VIA = 'SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKsame';
const via = row('Via', VIA);
const cseq = (number: number) => [row('Call-ID', 'c'), row('CSeq', `${number} PUBLISH`)] as const;

testEntry(branchOfItsOwn, 'every transaction has a branch of its own', {
  violation: {
    seen: lastOf((trace) => {
      trace.answers(trace.publishes({ set: [via, ...cseq(1)] }), 401);
      trace.publishes({ set: [via, ...cseq(2)], add: [row('Authorization', 'Digest username="a"')] });
    }),
    at: VIA,
  },
  legal: {
    'CANCEL sharing the branch of the request it cancels': {
      seen: lastOf((trace) => {
        const set = [via, row('Call-ID', 'i')];
        trace.sends(registerBytes({ method: 'INVITE', set: [...set, row('CSeq', '1 INVITE')] }));
        trace.sends(registerBytes({ method: 'CANCEL', set: [...set, row('CSeq', '1 CANCEL')] }));
      }),
    },
    'retransmission repeating everything': {
      seen: lastOf((trace) => {
        trace.publishes();
        const { bytes } = trace.publishes();
        trace.sends(bytes);
      }),
    },
  },
  inapplicable: { 'the first request of the run': { seen: publishSubject() } },
});

describe('RFC3261-8.1.1.7-3 a branch that comes again', () => {
  it('fails in a request of another method, or with another Call-ID', () => {
    const after = (next: (trace: TraceBuilder) => void) =>
      lastOf((trace) => {
        trace.publishes({ set: [via] });
        next(trace);
      });
    assert.deepEqual(
      failuresOf(
        branchOfItsOwn,
        after((trace) => trace.subscribes({ set: [via] })),
      ),
      [VIA],
    );
    assert.deepEqual(
      failuresOf(
        branchOfItsOwn,
        after((trace) => trace.publishes({ set: [via] })),
      ),
      [VIA],
    );
    assert.deepEqual(
      failuresOf(
        branchOfItsOwn,
        after((trace) => trace.sends(registerBytes({ method: 'OPTIONS', set: [via] }))),
      ),
      [VIA],
    );
  });

  it('is judged once, however often it is sent', () => {
    const seen = subjectsOf((trace) => {
      trace.publishes({ set: [via] });
      const { bytes } = trace.publishes({ set: [via] });
      trace.sends(bytes);
    });
    assert.equal(seen.length, 2);
  });

  it('is another one behind another sent-by, and for another host', () => {
    const elsewhere = row('Via', VIA.replace(':5060', ':5062'));
    const bySentBy = lastOf((trace) => {
      trace.publishes({ set: [via] });
      trace.publishes({ set: [elsewhere] });
    });
    assert.deepEqual(outcomesOf(branchOfItsOwn, bySentBy), ['pass']);
    const byHost = lastOf(
      (trace) => {
        trace.publishes({ set: [via] });
        trace.publishes({ set: bobs('b0b0b0b0') }, { remote: BOB });
        trace.publishes({ set: [via, ...bobs('b1b1b1b1')] }, { remote: BOB });
      },
      { imAddress: undefined, nextHop: undefined },
    );
    assert.deepEqual(outcomesOf(branchOfItsOwn, byHost), ['pass']);
  });

  it('is found whatever the form of Via', () => {
    const spelled = 'SIP / 2.0 / UDP 192.0.2.10 : 5060 ; rport ; BRANCH = z9hG4bKsame';
    const seen = lastOf((trace) => {
      trace.publishes({ set: [via] });
      trace.publishes({ set: [row('Via', spelled)] });
    });
    assert.deepEqual(failuresOf(branchOfItsOwn, seen), [spelled]);
  });

  it('says nothing of an ACK', () => {
    const seen = lastOf((trace) => {
      trace.publishes({ set: [via] });
      trace.sends(registerBytes({ method: 'ACK', set: [via] }));
    });
    assert.deepEqual(outcomesOf(branchOfItsOwn, seen), []);
  });
});
