import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { observationsOf, testEntry } from '../entry.fixture';
import { lastOf, row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, subscribeSubject, type TraceBuilder } from '../trace.fixture';
import { remoteTarget } from './12.2.1.1-2-remote-target';

type Rows = readonly (readonly [string, string])[];
const FROM = row('From', '<sip:alice@example.com>;tag=local1');
const TO = row('To', '<sip:alice@example.com>;tag=remote1');
const CALL = row('Call-ID', 'dialog@192.0.2.10');
const TARGET = 'sip:im-server.example.com';
const ROUTES = row('Record-Route', '<sip:p2.example.com;lr>, <sip:p1.example.com;lr>');
const passive = { nextHop: undefined };

/** A subscription whose 2xx has the rows given, then a SUBSCRIBE in its dialog. */
function dialog(
  response: Rows,
  requestUri: string,
  rows: Rows = [],
  between: (trace: TraceBuilder) => void = () => {},
) {
  return lastOf((trace) => {
    const first = trace.subscribes({ set: [CALL, FROM, row('CSeq', '1 SUBSCRIBE')] });
    trace.answers(first, 200, [TO, row('Contact', `<${TARGET}>`), ...response]);
    between(trace);
    trace.subscribes({ requestUri, set: [CALL, FROM, TO, row('CSeq', '2 SUBSCRIBE')], add: rows });
  });
}

testEntry(remoteTarget, 'a request in a dialog goes to the remote target by its route set', {
  violation: { seen: dialog([], 'sip:alice@example.com'), at: 'sip:alice@example.com' },
  legal: {
    'route set taken from the 2xx (RFC 3265) or from the NOTIFY (RFC 6665): accept both when they agree': {
      seen: dialog([ROUTES], TARGET, [
        row('Route', '<sip:p1.example.com;lr>'),
        row('Route', '<sip:p2.example.com;lr>'),
      ]),
    },
  },
  inapplicable: {
    'a SUBSCRIBE outside a dialog': { seen: subscribeSubject() },
    'a dialog without a Contact': {
      seen: lastOf((trace) => {
        trace.answers(trace.subscribes({ set: [CALL, FROM] }), 200, [TO]);
        trace.subscribes({ set: [CALL, FROM, TO] });
      }),
    },
    'a SUBSCRIBE behind the core': {
      seen: dialog([], 'sip:alice@example.com'),
      context: context({ rules: { capture_point: 'behind-core' } }),
    },
    'a dialog of which nothing was seen': {
      seen: lastOf((trace) => trace.subscribes({ set: [CALL, FROM, TO] }), passive),
      context: context(passive),
    },
    'a Route that cannot be read': { seen: dialog([], TARGET, [row('Route', 'sip:p1.example.com')]) },
  },
});

describe('RFC3261-12.2.1.1-2 the way of a SUBSCRIBE in its dialog', () => {
  it('passes the target, also with an equivalent URI', () => {
    assert.deepEqual(outcomesOf(remoteTarget, dialog([], TARGET)), ['pass']);
    assert.deepEqual(outcomesOf(remoteTarget, dialog([], 'sip:IM-Server.example.com')), ['pass']);
  });

  it('fails without the route set, in another order, and with a Route where there is none', () => {
    assert.match(failuresOf(remoteTarget, dialog([ROUTES], TARGET))[0] ?? '', /^SUBSCRIBE /);
    const [missing] = observationsOf(remoteTarget, { seen: dialog([ROUTES], TARGET) }) ?? [];
    assert.equal(missing?.expected, 'Route <sip:p1.example.com;lr>, <sip:p2.example.com;lr>');
    const reversed = [row('Route', '<sip:p2.example.com;lr>, <sip:p1.example.com;lr>')];
    assert.deepEqual(failuresOf(remoteTarget, dialog([ROUTES], TARGET, reversed)), [
      '<sip:p2.example.com;lr>, <sip:p1.example.com;lr>',
    ]);
    const surplus = [row('Route', '<sip:p1.example.com;lr>')];
    assert.deepEqual(failuresOf(remoteTarget, dialog([], TARGET, surplus)), ['<sip:p1.example.com;lr>']);
  });

  it('puts a first URI without lr into the Request-URI and the target behind the others', () => {
    const strict = row('Record-Route', '<sip:p2.example.com;lr>, <sip:p1.example.com>');
    const rows = [row('Route', `<sip:p2.example.com;lr>, <${TARGET}>`)];
    assert.deepEqual(outcomesOf(remoteTarget, dialog([strict], 'sip:p1.example.com', rows)), ['pass']);
    assert.deepEqual(outcomesOf(remoteTarget, dialog([strict], TARGET)), ['fail']);
  });

  it('takes the target of a NOTIFY, and for a while the one before', () => {
    const moved = (trace: TraceBuilder) => {
      const set = [CALL, row('From', TO[1]), row('To', FROM[1]), row('Contact', '<sip:other.example.com>')];
      trace.notifies(trace.events[0] as never, { set });
    };
    assert.deepEqual(outcomesOf(remoteTarget, dialog([], 'sip:other.example.com', [], moved)), ['pass']);
    assert.deepEqual(outcomesOf(remoteTarget, dialog([], TARGET, [], moved)), ['pass']);
    assert.deepEqual(outcomesOf(remoteTarget, dialog([], 'sip:third.example.com', [], moved)), ['fail']);
  });

  it('takes the route set of the NOTIFY, too, and knows none where the 2xx was not seen', () => {
    const byNotify = (isAccepted: boolean, rows: Rows) =>
      lastOf((trace) => {
        const first = trace.subscribes({ set: [CALL, FROM, row('CSeq', '1 SUBSCRIBE')] });
        const set = [CALL, row('From', TO[1]), row('To', FROM[1]), row('Contact', `<${TARGET}>`), ROUTES];
        trace.notifies(first, { set });
        if (isAccepted) trace.answers(first, 200, [TO, row('Contact', `<${TARGET}>`)]);
        trace.subscribes({ requestUri: TARGET, set: [CALL, FROM, TO, row('CSeq', '2 SUBSCRIBE')], add: rows });
      });
    const route = row('Route', '<sip:p2.example.com;lr>, <sip:p1.example.com;lr>');
    assert.deepEqual(outcomesOf(remoteTarget, byNotify(true, [route])), ['pass']);
    assert.deepEqual(outcomesOf(remoteTarget, byNotify(true, [])), ['pass']);
    assert.deepEqual(outcomesOf(remoteTarget, byNotify(true, [row('Route', '<sip:p9;lr>')])), ['fail']);
    assert.deepEqual(outcomesOf(remoteTarget, byNotify(false, [row('Route', '<sip:p9;lr>')])), ['pass']);
  });

  it('knows none from a later 2xx, where the first one was not seen', () => {
    const seen = lastOf((trace) => {
      trace.subscribes({ set: [CALL, FROM, row('CSeq', '1 SUBSCRIBE')] });
      const route = [row('Route', '<sip:p1.example.com;lr>')];
      const dialogRows = [CALL, FROM, TO];
      const second = trace.subscribes({ set: [...dialogRows, row('CSeq', '2 SUBSCRIBE')], add: route });
      trace.answers(second, 200, [TO, row('Contact', `<${TARGET}>`)]);
      trace.subscribes({ requestUri: TARGET, set: [...dialogRows, row('CSeq', '3 SUBSCRIBE')], add: route });
    }, passive);
    assert.deepEqual(outcomesOf(remoteTarget, seen, context(passive)), ['pass']);
  });

  it('keeps the route set of the dialog, whatever a later 2xx records', () => {
    const renewed = (trace: TraceBuilder) => {
      const set = [CALL, FROM, TO, row('CSeq', '2 SUBSCRIBE')];
      const request = trace.subscribes({ requestUri: TARGET, set, add: [row('Route', '<sip:p1.example.com;lr>')] });
      trace.answers(request, 200, [row('Contact', `<${TARGET}>`), row('Record-Route', '<sip:p9.example.com;lr>')]);
    };
    const recorded = row('Record-Route', '<sip:p1.example.com;lr>');
    const route = (uri: string) => [row('Route', `<${uri}>`)];
    assert.deepEqual(outcomesOf(remoteTarget, dialog([recorded], TARGET, route('sip:p1.example.com;lr'), renewed)), [
      'pass',
    ]);
    assert.deepEqual(outcomesOf(remoteTarget, dialog([recorded], TARGET, route('sip:p9.example.com;lr'), renewed)), [
      'fail',
    ]);
  });
});
