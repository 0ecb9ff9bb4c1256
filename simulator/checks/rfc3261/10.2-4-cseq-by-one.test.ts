import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { BOB, bobs, lastOf, row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, registerSubject, type TraceBuilder } from '../trace.fixture';
import { cseqByOne } from './10.2-4-cseq-by-one';

const registers = (trace: TraceBuilder, cseq: number, event = {}, more: readonly (readonly [string, string])[] = []) =>
  trace.registers({ set: [row('Call-ID', 'reg'), row('CSeq', `${cseq} REGISTER`), ...more] }, event);
const series = (...numbers: readonly number[]) =>
  lastOf((trace) => {
    for (const number of numbers) trace.answers(registers(trace, number));
  });

testEntry(cseqByOne, 'CSeq rises by one from REGISTER to REGISTER', {
  violation: { seen: series(1, 1), at: '1 REGISTER' },
  legal: {
    'retransmission with equal CSeq and branch': {
      seen: lastOf((trace) => {
        registers(trace, 1);
        const { bytes } = registers(trace, 2);
        trace.sends(bytes);
      }),
    },
  },
  inapplicable: {
    'the only REGISTER': { seen: registerSubject() },
    'a CSeq that cannot be read, now or before': { seen: series(1, 2 ** 31, 2 ** 31) },
    'a REGISTER without CSeq': {
      seen: lastOf((trace) => {
        registers(trace, 1);
        trace.registers({ set: [row('Call-ID', 'reg')], without: ['CSeq'] });
      }),
    },
    'another Call-ID': {
      seen: lastOf((trace) => {
        registers(trace, 1);
        trace.registers({ set: [row('CSeq', '9 REGISTER')] });
      }),
    },
  },
});

describe('RFC3261-10.2-4 CSeq of a REGISTER', () => {
  it('passes one more, also after a challenge, and fails a lower one and a jump', () => {
    assert.deepEqual(outcomesOf(cseqByOne, series(7, 8, 9)), ['pass']);
    assert.deepEqual(failuresOf(cseqByOne, series(7, 6)), ['6 REGISTER']);
    assert.deepEqual(failuresOf(cseqByOne, series(7, 9)), ['9 REGISTER']);
  });

  it('only remarks on a jump where the trace may lack a request', () => {
    const passive = context({ nextHop: undefined });
    assert.deepEqual(outcomesOf(cseqByOne, series(7, 9), passive), ['info']);
    assert.deepEqual(outcomesOf(cseqByOne, series(7, 6), passive), ['fail']);
  });

  it('says nothing of one request on its way to the next server, nor of what a proxy passes on', () => {
    const elsewhere = lastOf((trace) => {
      registers(trace, 1);
      registers(trace, 1, { local: { host: '192.0.2.2', port: 5060 } });
    });
    assert.deepEqual(outcomesOf(cseqByOne, elsewhere), []);
    const vias = row('Via', 'SIP/2.0/UDP 192.0.2.3;branch=z9hG4bKp2, SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKp');
    const proxied = lastOf((trace) => {
      registers(trace, 1);
      registers(trace, 4, {}, [vias]);
    });
    assert.deepEqual(outcomesOf(cseqByOne, proxied), []);
    const behind = context({ rules: { capture_point: 'behind-core' } });
    assert.deepEqual(outcomesOf(cseqByOne, series(1, 4), behind), []);
  });

  it('keeps Call-IDs apart', () => {
    const other = [row('Call-ID', 'other'), row('CSeq', '7 REGISTER')];
    const seen = lastOf((trace) => {
      registers(trace, 1);
      trace.registers({ set: other });
      registers(trace, 2);
      trace.registers({ set: [row('Call-ID', 'third'), row('CSeq', '1 REGISTER')] });
      registers(trace, 3);
    });
    assert.deepEqual(outcomesOf(cseqByOne, seen), ['pass']);
  });

  it('keeps clients apart that have one Call-ID', () => {
    const seen = lastOf(
      (trace) => {
        registers(trace, 1);
        registers(trace, 5, { remote: BOB }, bobs('b1b1b1b1'));
        registers(trace, 2);
        registers(trace, 6, { remote: BOB }, bobs('b1b1b1b1'));
      },
      { imAddress: undefined, nextHop: undefined },
    );
    assert.deepEqual(outcomesOf(cseqByOne, seen), ['pass']);
  });
});
