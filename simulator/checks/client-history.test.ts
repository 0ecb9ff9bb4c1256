import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { isRequest } from '../sip/message';
import { publishBytes, registerBytes } from '../sip/message.fixture';
import { ClientHistory } from './client-history';
import { Exchange } from './exchange';
import { row } from './history.fixture';
import { messageEvent } from './trace.fixture';

/** A history after so many requests, each with Call-ID, branch and tag of its own. */
function after(count: number): ClientHistory {
  const history = new ClientHistory();
  for (let number = 1; number <= count; number += 1) {
    const from = row('From', `<sip:alice@example.com>;tag=t${number}`);
    const set = [row('Call-ID', `call-${number}`), from];
    const event = messageEvent((number % 2 === 0 ? publishBytes : registerBytes)({ set }), { frame: number });
    const message = event.parsed.ok ? event.parsed.message : undefined;
    assert.ok(message !== undefined && isRequest(message));
    const kind = number % 2 === 0 ? 'settings-publish' : 'register';
    history.begin(new Exchange(message, event), message, event, { kind, stimulus: undefined, source: 1 });
    history.answers(number, `a${number}`, number);
  }
  return history;
}

describe('the history of a client', () => {
  it('is bounded, whatever the client sends', () => {
    assert.equal(after(1_000).size, after(50).size);
    assert.ok(after(50).size < 40);
  });
});
