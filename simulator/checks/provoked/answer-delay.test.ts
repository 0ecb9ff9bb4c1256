import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { isRequest } from '../../sip/message';
import { subscribeBytes } from '../../sip/message.fixture';
import { messageEvent } from '../trace.fixture';
import { answerDelay } from './answer-delay';
import type { ServerTransaction } from './provoked-check';

const sent = (at: number, frame: number) =>
  messageEvent(subscribeBytes({ method: 'NOTIFY' }), { direction: 'out', at, frame });
const taken = (at: number, frame: number, late?: number) =>
  messageEvent(subscribeBytes({ method: 'NOTIFY' }), { at, frame, ...(late !== undefined && { late }) });

function transaction(): ServerTransaction {
  const event = sent(1_000, 1);
  assert.ok(event.parsed.ok && isRequest(event.parsed.message));
  const { message } = event.parsed;
  const nothing = { responses: [], final: undefined, subscribe: undefined, facts: undefined, earlier: [] };
  return { event, message, copies: [sent(5_000, 2)], ...nothing };
}

describe('how long the client took for a response at the least', () => {
  it('counts from the request', () =>
    assert.equal(answerDelay({ isDriven: true }, transaction(), taken(7_000, 3)), 6_000));
  it('leaves out what the tester may have been late', () => {
    assert.equal(answerDelay({ isDriven: true }, transaction(), taken(7_000, 3, 4_000)), 2_000);
    assert.equal(answerDelay({ isDriven: true }, transaction(), taken(7_000, 3, 9_000)), 0);
  });
  it('counts from the copy before it where nobody knows what reached the client', () =>
    assert.equal(answerDelay({ isDriven: false }, transaction(), taken(7_000, 3)), 2_000));
});
