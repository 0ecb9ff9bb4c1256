import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { observationsOf, testEntry } from '../entry.fixture';
import { lastOf, row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, subscribeSubject, type TraceBuilder } from '../trace.fixture';
import { dialogIdentifiers } from './12.2.1.1-1-dialog-identifiers';

type Rows = readonly (readonly [string, string])[];
const FROM = row('From', '<sip:alice@example.com>;tag=local1');
const TO = row('To', '<sip:alice@example.com>;tag=remote1');
const CALL = row('Call-ID', 'dialog@192.0.2.10');
const cseq = (number: number) => row('CSeq', `${number} SUBSCRIBE`);
const passive = { nextHop: undefined };

/** A subscription with CSeq 1. */
function opens(trace: TraceBuilder): void {
  trace.answers(trace.subscribes({ set: [CALL, FROM, cseq(1), row('Expires', '3600')] }), 200, [TO]);
}

/** A SUBSCRIBE after it; the rows given take the place of those of the dialog. */
const inDialog = (rows: Rows, changes = {}) =>
  lastOf((trace) => {
    opens(trace);
    trace.subscribes({ set: inDialogRows(rows) });
  }, changes);
const inDialogRows = (rows: Rows) => {
  const own = [CALL, FROM, TO, cseq(2)].filter(([name]) => !rows.some(([other]) => other === name));
  return [...own, ...rows];
};

testEntry(dialogIdentifiers, 'a request in a dialog has its identifiers', {
  violation: { seen: inDialog([cseq(1)]), at: '1 SUBSCRIBE' },
  legal: {
    'CSeq of the first request arbitrary': {
      seen: lastOf((trace) => {
        trace.answers(trace.subscribes({ set: [CALL, FROM, cseq(4711)] }), 200, [TO]);
        trace.subscribes({ set: inDialogRows([cseq(4712)]) });
      }),
    },
  },
  inapplicable: {
    'a SUBSCRIBE outside a dialog': { seen: subscribeSubject() },
    'a From without a tag and a CSeq that cannot be read': {
      seen: inDialog([row('From', '<sip:alice@example.com>'), cseq(2 ** 31)], passive),
      context: context(passive),
    },
    'the first request that was seen of a dialog': {
      seen: lastOf((trace) => trace.subscribes({ set: inDialogRows([cseq(9)]) }), passive),
      context: context(passive),
    },
  },
});

describe('RFC3261-12.2.1.1-1 a SUBSCRIBE in its dialog', () => {
  it('passes with the CSeq that comes next, also after a challenge', () => {
    assert.deepEqual(outcomesOf(dialogIdentifiers, inDialog([])), ['pass']);
    const seen = lastOf((trace) => {
      opens(trace);
      trace.answers(trace.subscribes({ set: inDialogRows([cseq(2)]) }), 401);
      trace.subscribes({ set: inDialogRows([cseq(3)]) });
    });
    assert.deepEqual(outcomesOf(dialogIdentifiers, seen), ['pass']);
  });

  it('fails a CSeq that is left out; where the trace may lack a request, it is a warning', () => {
    assert.deepEqual(failuresOf(dialogIdentifiers, inDialog([cseq(4)])), ['4 SUBSCRIBE']);
    assert.deepEqual(outcomesOf(dialogIdentifiers, inDialog([cseq(4)], passive), context(passive)), ['warn']);
    assert.deepEqual(outcomesOf(dialogIdentifiers, inDialog([cseq(1)], passive), context(passive)), ['fail']);
  });

  it('fails another From tag, swapped tags, and another Call-ID', () => {
    const from = (tag: string) => row('From', `<sip:alice@example.com>;tag=${tag}`);
    assert.deepEqual(failuresOf(dialogIdentifiers, inDialog([from('other1')])), ['tag=other1']);
    const swapped = inDialog([from('remote1'), row('To', '<sip:alice@example.com>;tag=local1')]);
    assert.equal(swapped.kind, 'settings-subscribe-in-dialog');
    assert.deepEqual(failuresOf(dialogIdentifiers, swapped), ['tag=remote1']);
    assert.match((observationsOf(dialogIdentifiers, { seen: swapped }) ?? [])[0]?.message ?? '', /swapped/);
    assert.doesNotMatch(
      (observationsOf(dialogIdentifiers, { seen: inDialog([from('other1')]) }) ?? [])[0]?.message ?? '',
      /swapped/,
    );
    assert.deepEqual(failuresOf(dialogIdentifiers, inDialog([row('Call-ID', 'other')])), ['other']);
  });

  it('knows the dialog by a NOTIFY, too, and keeps dialogs apart', () => {
    const seen = lastOf((trace) => {
      opens(trace);
      const other = trace.subscribes({ set: [row('Call-ID', 'second'), FROM, cseq(8)] });
      trace.notifies(other, { set: [row('From', '<sip:alice@example.com>;tag=remote2')] });
      trace.subscribes({
        set: [row('Call-ID', 'second'), FROM, row('To', '<sip:alice@example.com>;tag=remote2'), cseq(9)],
      });
      trace.subscribes({ set: inDialogRows([cseq(2)]) });
    });
    assert.deepEqual(outcomesOf(dialogIdentifiers, seen), ['pass']);
  });

  it('knows the last of several dialogs that had one Call-ID', () => {
    const seen = lastOf((trace) => {
      opens(trace);
      const from = row('From', '<sip:alice@example.com>;tag=local2');
      const to = row('To', '<sip:alice@example.com>;tag=remote2');
      trace.answers(trace.subscribes({ set: [CALL, from, cseq(8)] }), 200, [to]);
      trace.subscribes({ set: [CALL, from, to, cseq(9)] });
    });
    assert.deepEqual(outcomesOf(dialogIdentifiers, seen), ['pass']);
  });

  it('does not count copies', () => {
    const seen = lastOf((trace) => {
      opens(trace);
      const { bytes } = trace.subscribes({ set: inDialogRows([cseq(2)]) });
      trace.sends(bytes);
      trace.subscribes({ set: inDialogRows([cseq(3)]) });
    });
    assert.deepEqual(outcomesOf(dialogIdentifiers, seen), ['pass']);
  });
});
