import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { observationsOf, testEntry } from '../entry.fixture';
import { lastOf, row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, subscribeSubject } from '../trace.fixture';
import { sameId } from './3.1.2-2-same-id';

const CALL = row('Call-ID', 'd1');
const FROM = row('From', '<sip:alice@example.com>;tag=local1');
const TO = row('To', '<sip:alice@example.com>;tag=remote1');
const passive = { nextHop: undefined };

/** A SUBSCRIBE in the dialog of the first one, with the Events of both. */
const events = (first: string, second: string) =>
  lastOf((trace) => {
    const open = trace.subscribes({ set: [CALL, FROM, row('CSeq', '1 SUBSCRIBE'), row('Event', first)] });
    trace.answers(open, 200, [TO]);
    trace.subscribes({ set: [CALL, FROM, TO, row('CSeq', '2 SUBSCRIBE'), row('Event', second)] });
  });

testEntry(sameId, 'the id of Event is repeated', {
  violation: { seen: events('service-settings;id=1', 'service-settings;id=2'), at: 'service-settings;id=2' },
  legal: { 'no id (recommended)': { seen: events('service-settings', 'service-settings') } },
  inapplicable: {
    'a SUBSCRIBE outside a dialog': { seen: subscribeSubject({ set: [row('Event', 'service-settings;id=1')] }) },
    'a dialog whose first SUBSCRIBE was not seen': {
      seen: lastOf(
        (trace) => trace.subscribes({ set: [CALL, FROM, TO, row('Event', 'service-settings;id=1')] }),
        passive,
      ),
      context: context(passive),
    },
    'an Event that is missing or cannot be read': { seen: events('service-settings;id=1', '@') },
    'no id in either': { seen: events('service-settings', 'service-settings;x=1') },
    'the dialog of another package': { seen: events('presence;id=1', 'service-settings;id=2') },
  },
});

describe('RFC3265-3.1.2-2 id in Event', () => {
  it('passes the same one, and fails one that is missing, new, or in another letter case', () => {
    assert.deepEqual(outcomesOf(sameId, events('service-settings;id=a1', 'service-settings;id=a1')), ['pass']);
    assert.deepEqual(failuresOf(sameId, events('service-settings;id=1', 'service-settings')), ['service-settings']);
    assert.deepEqual(failuresOf(sameId, events('service-settings', 'service-settings;id=1')), [
      'service-settings;id=1',
    ]);
    assert.deepEqual(outcomesOf(sameId, events('service-settings;id=a1', 'service-settings;id=A1')), ['fail']);
    const expected = (first: string, second: string) =>
      (observationsOf(sameId, { seen: events(first, second) }) ?? [])[0]?.expected;
    assert.equal(expected('service-settings;id=1', 'service-settings'), 'id=1, as in frame 1');
    assert.equal(expected('service-settings', 'service-settings;id=1'), 'no id, as in frame 1');
  });
});
