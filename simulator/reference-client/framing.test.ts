import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { frameDatagram, StreamFramer } from './framing';

const message = 'OPTIONS sip:a SIP/2.0\r\nContent-Length: 4\r\n\r\nkö!';

describe('framing', () => {
  it('drops surplus octets of a datagram and counts the body in octets', () => {
    assert.equal(frameDatagram(Buffer.from(`${message}more`))?.body, 'kö!');
  });

  it('says when a datagram ends too early, and drops what is no message', () => {
    assert.equal(frameDatagram(Buffer.from(message).subarray(0, -1))?.truncated, true);
    assert.equal(frameDatagram(Buffer.from('\r\n\r\n')), undefined);
  });

  it('reads a stream the same wherever it is split', () => {
    const stream = Buffer.from(`\r\n\r\n${message}${message}\r\n${message.replace('Content-Length', 'l')}`);
    for (let at = 0; at <= stream.length; at += 1) {
      const framer = new StreamFramer();
      const frames = [...framer.push(stream.subarray(0, at)), ...framer.push(stream.subarray(at))];
      assert.deepEqual(
        frames.map(({ body }) => body),
        ['kö!', 'kö!', 'kö!'],
      );
    }
  });

  it('gives a stream up that has no Content-Length or no end of header', () => {
    assert.throws(() => new StreamFramer().push(Buffer.from('OPTIONS sip:a SIP/2.0\r\n\r\n')));
    assert.throws(() => new StreamFramer().push(Buffer.alloc(70_000, 'a')));
  });
});
