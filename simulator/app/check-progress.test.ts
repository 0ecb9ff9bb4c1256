import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CheckProgress } from './check-progress';

/** A stream that keeps what is written, and a clock that is set by hand. */
function at(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  const out = { isTTY, columns, write: (text: string) => written.push(text) } as never;
  let now = 0;
  const progress = new CheckProgress(out, () => now);
  const tell = (time: number, done: number | undefined, messages: number) => {
    now = time;
    progress.tell('a.pcap', done, messages);
  };
  return { written, tell, progress };
}

describe('the progress of imconf check', () => {
  it('is silent about what is done soon', () => {
    const { written, tell, progress } = at(true);
    tell(900, 0.5, 100);
    progress.end();
    assert.deepEqual(written, []);
  });

  it('is one line on a terminal, drawn anew five times a second, and taken away', () => {
    const { written, tell, progress } = at(true);
    tell(1_000, 0.421, 1_234_567);
    tell(1_100, 0.5, 1_300_000);
    tell(1_200, 0.5, 1_200_000);
    progress.end();
    progress.end();
    assert.deepEqual(written, [
      '\r\u001b[Ka.pcap: 42 %, 1,234,567 messages, 1,234,567 a second',
      '\r\u001b[Ka.pcap: 50 %, 1,200,000 messages, 1,000,000 a second',
      '\r\u001b[K',
    ]);
  });

  it('keeps to the width of the terminal', () => {
    const { written, tell } = at(true, 30);
    tell(2_000, 0.5, 100);
    assert.equal(written[0], '\r\u001b[Ka.pcap: 50 %, 100 messages, 5');
  });

  it('is a plain line every ten seconds elsewhere, without a share where the size is unknown', () => {
    const { written, tell, progress } = at(false);
    tell(9_999, 0.1, 10);
    tell(10_000, undefined, 1_000);
    tell(15_000, 0.3, 1_500);
    tell(20_000, 0.4, 2_000);
    progress.end();
    assert.deepEqual(written, [
      'imconf: a.pcap: 1,000 messages, 100 a second\n',
      'imconf: a.pcap: 40 %, 2,000 messages, 100 a second\n',
    ]);
  });
});
