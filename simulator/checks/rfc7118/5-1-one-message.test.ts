import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publishBytes, SETTINGS_DOCUMENT } from '../../sip/message.fixture';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { answerOf, publishSubject, subscribeSubject } from '../trace.fixture';
import { oneMessage } from './5-1-one-message';

const ws = { event: { transport: 'ws' as const } };
const whole = publishBytes().toString('latin1');
const raw = (text: string) => publishSubject({ raw: () => text }, ws);

testEntry(oneMessage, 'a WebSocket message is one whole SIP message', {
  violation: { seen: raw(whole.slice(0, -100)), at: String(SETTINGS_DOCUMENT.length) },
  legal: {
    // The frames are put together before anybody looks.
    'fragmented WebSocket frames of one message': { seen: raw(whole) },
    'CRLF keep-alive as a message of its own': { seen: raw(`${whole}\r\n\r\n`) },
    'no Content-Length': { seen: publishSubject({ without: ['Content-Length'] }, ws) },
  },
  inapplicable: {
    'a datagram with octets behind the message': { seen: publishSubject({ raw: (text) => `${text}xyz` }) },
    'a message that the capture cut off': {
      seen: publishSubject({ raw: (text) => text.slice(0, -100) }, { event: { transport: 'ws', truncated: true } }),
    },
    'an answer over UDP': { seen: answerOf() },
  },
});

describe('RFC7118-5-1 what a WebSocket message holds', () => {
  it('passes a whole message, requests and answers', () => {
    assert.deepEqual(outcomesOf(oneMessage, publishSubject({}, { event: { transport: 'wss' } })), ['pass']);
    assert.deepEqual(outcomesOf(oneMessage, answerOf({}, ws)), ['pass']);
  });

  it('fails two messages in one, with and without Content-Length', () => {
    assert.deepEqual(failuresOf(oneMessage, raw(whole + whole)), [whole]);
    const empty = subscribeSubject({ without: ['Content-Length'], raw: (text) => text + whole }, ws);
    assert.deepEqual(failuresOf(oneMessage, empty), ['PUBLISH sip:alice@example.com SIP/2.0']);
  });

  it('fails a message that ends in its header fields', () => {
    const [octets] = failuresOf(oneMessage, raw(whole.slice(0, whole.indexOf('Event:') - 2)));
    assert.match(octets ?? '', /^PUBLISH /);
    const answer = answerOf({ raw: (text) => text.slice(0, text.indexOf('CSeq')) }, ws);
    assert.match(failuresOf(oneMessage, answer)[0] ?? '', /^SIP\/2.0 200/);
  });

  it('takes no body for a second message', () => {
    const body = 'PUBLISH sip:alice@example.com SIP/2.0\r\n\r\n';
    const seen = publishSubject({ body, without: ['Content-Length'] }, ws);
    assert.deepEqual(outcomesOf(oneMessage, seen), ['pass']);
    const framed = publishSubject({ body, without: ['Content-Type'] }, ws);
    assert.deepEqual(outcomesOf(oneMessage, framed), ['pass']);
  });

  it('leaves a Content-Length that is no number to its own entry', () => {
    const seen = publishSubject({ set: [['Content-Length', 'many']] }, ws);
    assert.deepEqual(outcomesOf(oneMessage, seen), ['pass']);
  });
});
