import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { type Frame, StreamFramer } from './framing';
import { publishBytes, subscribeBytes } from './message.fixture';

const PING = '\r\n\r\n';

/** The frames of a stream that arrives in the given pieces, and of its end. */
function framesOf(
  chunks: readonly (Buffer | string)[],
  limits?: ConstructorParameters<typeof StreamFramer>[0],
): Frame[] {
  const framer = new StreamFramer(limits);
  const frames = chunks.flatMap((chunk) => framer.push(Buffer.from(chunk as string, 'latin1')));
  return [...frames, ...framer.end()];
}

function kinds(frames: readonly Frame[]): string[] {
  return frames.map(({ kind }) => kind);
}

function broken(frames: readonly Frame[]): Extract<Frame, { kind: 'broken' }> {
  const last = frames.at(-1);
  assert.ok(last?.kind === 'broken');
  return last;
}

describe('StreamFramer', () => {
  it('cuts messages that arrive together by their Content-Length', () => {
    const [a, b] = [publishBytes(), subscribeBytes()];
    assert.deepEqual(framesOf([Buffer.concat([a, b])]), [
      { kind: 'message', bytes: a },
      { kind: 'message', bytes: b },
    ]);
  });

  it('hands over a message with its last octet, not later', () => {
    const framer = new StreamFramer();
    const bytes = publishBytes();
    assert.deepEqual(framer.push(bytes.subarray(0, -1)), []);
    assert.deepEqual(framer.push(bytes.subarray(-1)), [{ kind: 'message', bytes }]);
  });

  it('reads the compact form of Content-Length, blanks and folding included', () => {
    const bytes = publishBytes({ raw: (text) => text.replace('Content-Length: ', 'l :\r\n  ') });
    assert.deepEqual(framesOf([bytes]), [{ kind: 'message', bytes }]);
  });

  it('takes CR LF CR LF between messages as a keep-alive', () => {
    const bytes = publishBytes();
    assert.deepEqual(kinds(framesOf([PING, bytes, PING, PING, bytes])), [
      'keep-alive',
      'message',
      'keep-alive',
      'keep-alive',
      'message',
    ]);
  });

  it('says how many octets between messages wait for what comes behind them', () => {
    const framer = new StreamFramer();
    const waiting = (text: string) => {
      framer.push(Buffer.from(text));
      return framer.waiting;
    };
    assert.deepEqual(['\r\n', '\r\n', '\r\n', 'PUB'].map(waiting), [2, 0, 2, 0]);
  });

  it('skips a single CR LF before a start line', () => {
    const bytes = publishBytes();
    assert.deepEqual(framesOf(['\r\n', bytes, '\r\n', bytes]), [
      { kind: 'message', bytes },
      { kind: 'message', bytes },
    ]);
  });

  it('takes CR LF CR LF inside a body as body', () => {
    const bytes = publishBytes({ body: `a${PING}${PING}b` });
    assert.deepEqual(framesOf([bytes]), [{ kind: 'message', bytes }]);
  });

  it('breaks off without Content-Length and hands over the header part', () => {
    const bytes = publishBytes({ without: ['Content-Length'] });
    const frame = broken(framesOf([bytes]));
    assert.equal(frame.problem.rule, 'RFC 3261 §18.3');
    assert.equal(frame.bytes.toString(), bytes.toString().split(PING)[0] + PING);
  });

  for (const value of ['-1', 'x', '', '1 2', '0x10']) {
    it(`breaks off at "Content-Length: ${value}" and points at the value`, () => {
      const frame = broken(framesOf([publishBytes({ set: [['Content-Length', value]] })]));
      assert.equal(frame.problem.rule, 'Content-Length');
      const { start, end } = frame.problem.span;
      assert.equal(frame.bytes.toString('latin1', start, end), value);
    });
  }

  it('breaks off at Content-Length rows that differ, and reads on where they agree', () => {
    const differing = broken(framesOf([publishBytes({ add: [['Content-Length', '5']] })]));
    assert.equal(differing.problem.rule, 'Content-Length');
    const agreeing = publishBytes({ add: [['l', '0600']] });
    assert.deepEqual(kinds(framesOf([agreeing])), ['message']);
  });

  it('breaks off at what is not SIP', () => {
    assert.equal(broken(framesOf(['\x16\x03\x01\x02\r\n\r\n'])).problem.rule, 'SIP-message');
  });

  it('finds the end of a header part with wrong line ends, so that it can be answered', () => {
    const bytes = publishBytes({ raw: (text) => text.replaceAll('\r\n', '\n') });
    assert.deepEqual(framesOf([bytes]), [{ kind: 'message', bytes }]);
    const bare = publishBytes({ raw: (text) => text.replaceAll('\r\n', '\r') });
    assert.deepEqual(framesOf([bare]), [{ kind: 'message', bytes: bare }]);
  });

  it('leaves bare line ends before a start line to the parser', () => {
    const bytes = publishBytes({ raw: (text) => `\n\n${text}` });
    assert.deepEqual(framesOf([bytes]), [{ kind: 'message', bytes }]);
  });

  it('bounds the header part', () => {
    const limits = { maxHeaderBytes: 100, maxBodyBytes: 10 };
    const frame = broken(framesOf(['x'.repeat(1000)], limits));
    assert.equal(frame.bytes.length, 100);
    assert.deepEqual(framesOf([publishBytes()], limits).length, 1);
  });

  it('bounds the body', () => {
    const limits = { maxHeaderBytes: 1000, maxBodyBytes: 599 };
    assert.match(broken(framesOf([publishBytes()], limits)).problem.message, /limit of 599/);
    assert.deepEqual(kinds(framesOf([publishBytes()], { ...limits, maxBodyBytes: 600 })), ['message']);
  });

  it('says nothing more once the stream is broken', () => {
    const framer = new StreamFramer();
    framer.push(publishBytes({ without: ['Content-Length'] }));
    assert.deepEqual(framer.push(publishBytes()), []);
    assert.deepEqual(framer.end(), []);
  });

  it('keeps what came behind a broken frame in the same chunk', () => {
    const framer = new StreamFramer();
    const [head, body] = publishBytes({ without: ['Content-Length'] })
      .toString('latin1')
      .split(PING);
    framer.push(Buffer.from(`${head}${PING}${body}`, 'latin1'));
    assert.equal(framer.rest.toString('latin1'), body);
    framer.push(publishBytes());
    assert.equal(framer.rest.toString('latin1'), body);
    assert.equal(new StreamFramer().rest.length, 0);
  });

  it('reports a stream that ends inside a message, with what there is', () => {
    const part = publishBytes().subarray(0, 500);
    assert.deepEqual(broken(framesOf([part])).bytes, part);
    assert.deepEqual(framesOf(['\r\n']), []);
  });

  it('gives the same frames wherever the stream is split', () => {
    const piece = fc.constantFrom(
      publishBytes().toString('latin1'),
      publishBytes({ body: '\r\n\r\n' }).toString('latin1'),
      publishBytes({ raw: (text) => text.replaceAll('\r\n', '\r') }).toString('latin1'),
      subscribeBytes({ raw: (text) => text.replace('\r\n', '\n') }).toString('latin1'),
      publishBytes({ without: ['Content-Length'] }).toString('latin1'),
      'x'.repeat(1100),
      PING,
      '\r\n',
      '\r',
      '\n',
      ' ',
    );
    const stream = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    const limits = { maxHeaderBytes: 1000, maxBodyBytes: 700 };
    return fc.assert(
      fc.property(stream, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (text, cuts) => {
        const places = [0, ...cuts.map((cut) => Math.round(cut * text.length)).sort((a, b) => a - b), text.length];
        const chunks = places.slice(1).map((place, index) => text.slice(places[index], place));
        assert.deepEqual(framesOf(chunks, limits), framesOf([text], limits));
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same frames octet by octet', () => {
    const text = `\r\n${publishBytes().toString('latin1')}${PING}${subscribeBytes().toString('latin1')}\r\n\r`;
    assert.deepEqual(framesOf([...text]), framesOf([text]));
  });

  it('hands out octets that a later chunk does not change', () => {
    const framer = new StreamFramer();
    const bytes = publishBytes();
    const [frame] = framer.push(Buffer.concat([bytes, bytes.subarray(0, 100)]));
    framer.push(Buffer.alloc(300, 'x'));
    assert.deepEqual(frame, { kind: 'message', bytes });
  });
});
