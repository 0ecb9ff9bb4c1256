import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publish } from '../sip/message.fixture';
import { placeOf } from './place';
import { clipped, octetsAt, quoted, visible } from './text';

describe('text for people', () => {
  it('shows control characters as escapes and decodes UTF-8', () => {
    assert.equal(visible('a\r\n\u0000\u001b[31m'), 'a\\x0d\\x0a\\x00\\x1b[31m');
    assert.equal(visible(Buffer.from('é').toString('latin1')), 'é');
  });

  it('cuts what is long', () => {
    assert.equal(clipped('x'.repeat(81)), `${'x'.repeat(80)}...`);
    assert.equal(quoted('a'), '"a"');
  });

  it('gives at most 200 octets of a span', () => {
    const message = publish();
    assert.equal(octetsAt(message, message.start.methodSpan), 'PUBLISH');
    assert.equal(octetsAt(message, message.body).length, 200);
  });
});

describe('placeOf', () => {
  const message = publish();

  it('names the header field as written, with its line', () => {
    const field = message.headers.find(({ key }) => key === 'event');
    assert.ok(field);
    assert.deepEqual(placeOf(message, field.valueSpan), { line: field.line, field: 'Event' });
  });

  it('names the Request-URI and the body; the rest of the start line has no name', () => {
    assert.deepEqual(placeOf(message, message.start.requestUriSpan), { line: 1, field: 'Request-URI' });
    assert.deepEqual(placeOf(message, message.body), { line: message.headers.length + 3, field: 'body' });
    assert.deepEqual(placeOf(message, message.start.span), { line: 1 });
  });
});
