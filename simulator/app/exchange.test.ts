import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { publishBytes, responseBytes, subscribeBytes } from '../sip/message.fixture';
import { writeRequest } from '../sip/write';
import type { MessageEvent } from '../trace/event';
import { messageEvent } from '../trace/message-event';
import { ExchangeWatch } from './exchange';

const address = { host: '127.0.0.1', port: 5060 };
let frame = 0;

function event(direction: 'in' | 'out', bytes: Buffer): MessageEvent {
  frame += 1;
  return messageEvent({ frame, at: frame, direction, transport: 'udp', local: address, remote: address, bytes });
}

const answer = (status: number, method: string, branch = 'z9hG4bKn77') =>
  responseBytes({
    status,
    set: [
      ['CSeq', `1 ${method}`],
      ['Via', `SIP/2.0/UDP 127.0.0.1:5060;branch=${branch}`],
    ],
  });

const notify = writeRequest({
  method: 'NOTIFY',
  requestUri: 'sip:alice@192.0.2.10',
  headers: [
    ['Via', 'SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKn77'],
    ['CSeq', '1 NOTIFY'],
  ],
});

function watch(
  operation: 'publish' | 'refresh' | 'retrieve',
  events: readonly MessageEvent[],
  bySelf = false,
): ExchangeWatch {
  const exchange = new ExchangeWatch(operation, bySelf);
  for (const each of events) exchange.see(each);
  return exchange;
}

describe('the end of an exchange', () => {
  it('is the final response to a PUBLISH', () => {
    assert.equal(watch('publish', [event('in', publishBytes())]).isComplete, false);
    assert.equal(
      watch('publish', [event('in', publishBytes()), event('out', answer(200, 'PUBLISH'))]).isComplete,
      true,
    );
    assert.equal(
      watch('publish', [event('in', publishBytes()), event('out', answer(489, 'PUBLISH'))]).isComplete,
      true,
    );
  });

  for (const status of [401, 407, 412, 423]) {
    it(`is not a ${status}, after which the client repeats its request`, () => {
      assert.equal(
        watch('publish', [event('in', publishBytes()), event('out', answer(status, 'PUBLISH'))]).isComplete,
        false,
      );
    });
  }

  it('is not the response to a request of an earlier operation', () => {
    assert.equal(watch('publish', [event('out', answer(200, 'PUBLISH'))]).isComplete, false);
  });

  it('is the answer to the NOTIFY of a retrieval, by its branch', () => {
    const begun = [event('in', subscribeBytes()), event('out', answer(200, 'SUBSCRIBE')), event('out', notify)];
    assert.equal(watch('retrieve', begun).isComplete, false);
    assert.equal(watch('retrieve', [...begun, event('in', answer(200, 'NOTIFY', 'z9hG4bKother'))]).isComplete, false);
    assert.equal(watch('retrieve', [...begun, event('in', answer(200, 'SUBSCRIBE'))]).isComplete, false);
    assert.equal(watch('retrieve', [...begun, event('in', answer(200, 'NOTIFY'))]).isComplete, true);
  });

  it('is the refusal of a SUBSCRIBE, or a NOTIFY that is certain to go unanswered', () => {
    assert.equal(
      watch('retrieve', [event('in', subscribeBytes()), event('out', answer(406, 'SUBSCRIBE'))]).isComplete,
      true,
    );
    const exchange = watch('retrieve', [event('in', subscribeBytes()), event('out', notify)]);
    exchange.see({ kind: 'note', at: 1, note: 'notify-unanswered', text: '' });
    assert.equal(exchange.isComplete, true);
  });

  it('of a refresh that nobody asked for needs an entity-tag', () => {
    const refresh = publishBytes({ add: [['SIP-If-Match', 'e1']] });
    const ended = event('out', answer(200, 'PUBLISH'));
    assert.equal(watch('refresh', [event('in', publishBytes()), ended], true).isComplete, false);
    assert.equal(watch('refresh', [event('in', refresh), ended], true).isComplete, true);
  });
});
