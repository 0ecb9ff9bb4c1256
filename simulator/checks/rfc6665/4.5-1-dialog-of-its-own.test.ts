import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { registerBytes } from '../../sip/message.fixture';
import { observationsOf, testEntry } from '../entry.fixture';
import { lastOf, row } from '../history.fixture';
import { namingFrames } from '../named-frame.fixture';
import { outcomesOf } from '../row.fixture';
import { context, subscribeSubject, type TraceBuilder } from '../trace.fixture';
import { dialogOfItsOwn } from './4.5-1-dialog-of-its-own';

const CALL = row('Call-ID', 'd1');
const FROM = row('From', '<sip:alice@example.com>;tag=local1');
const TO = row('To', '<sip:alice@example.com>;tag=remote1');
const passive = { nextHop: undefined };
const again = (trace: TraceBuilder) => trace.subscribes({ set: [CALL, FROM, TO, row('CSeq', '2 SUBSCRIBE')] });

/** A SUBSCRIBE in the dialog of an INVITE. */
const inCall = lastOf((trace) => {
  const via = row('Via', 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKi');
  const invite = trace.sends(registerBytes({ method: 'INVITE', set: [via, CALL, FROM, row('CSeq', '1 INVITE')] }));
  trace.answers(invite, 200, [TO]);
  again(trace);
}, passive);

/** A SUBSCRIBE in the dialog of another one. */
const inSubscription = (rows: readonly (readonly [string, string])[], state?: string) =>
  lastOf((trace) => {
    const first = trace.subscribes({ set: [CALL, FROM, row('CSeq', '1 SUBSCRIBE'), ...rows] });
    trace.answers(first, 200, [TO]);
    if (state !== undefined) {
      trace.notifies(first, { set: [row('From', TO[1]), row('To', FROM[1]), row('Subscription-State', state)] });
    }
    again(trace);
  });

testEntry(dialogOfItsOwn, 'a new subscription has a dialog of its own', {
  violation: { seen: inCall, context: context(passive), at: 'tag=remote1' },
  legal: { 'RFC 3265 allowed it: info in that profile': { seen: subscribeSubject() } },
  inapplicable: {
    'a SUBSCRIBE in the dialog of its subscription': { seen: inSubscription([]) },
    'a dialog that was not seen': { seen: lastOf(again, passive), context: context(passive) },
  },
});

describe('RFC6665-4.5-1 a SUBSCRIBE in a dialog that is there already', () => {
  const madeBy = (seen: ReturnType<typeof inSubscription>) =>
    namingFrames(observationsOf(dialogOfItsOwn, { seen }) ?? [])[0]?.message ?? '';

  it('tells whose it is', () => {
    assert.match(madeBy(inCall), /an INVITE/);
    assert.match(madeBy(inSubscription([row('Event', 'presence')])), /subscription to "presence"/);
    assert.match(madeBy(inSubscription([], 'terminated;reason=timeout')), /frame 3 ended/);
  });

  it('is told of a call each time', () => {
    const seen = lastOf((trace) => {
      const via = row('Via', 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKi');
      trace.sends(registerBytes({ method: 'INVITE', set: [via, CALL, FROM, row('CSeq', '1 INVITE')] }));
      again(trace);
      again(trace);
    }, passive);
    assert.match(madeBy(seen), /an INVITE/);
  });

  it('passes without a To tag, and says nothing while the subscription lasts', () => {
    assert.deepEqual(outcomesOf(dialogOfItsOwn, subscribeSubject()), ['pass']);
    assert.deepEqual(outcomesOf(dialogOfItsOwn, inSubscription([], 'active;expires=60')), []);
  });
});
