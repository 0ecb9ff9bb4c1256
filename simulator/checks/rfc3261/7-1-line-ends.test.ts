import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { observationsOf, octetsOf, testEntry } from '../entry.fixture';
import { replaced, truncatedSubject } from '../row.fixture';
import { answerOf, messageEvent, publishSubject, subscribeSubject } from '../trace.fixture';
import { lineEnds } from './7-1-line-ends';

const tcp = { event: { transport: 'tcp' } } as const;

describe('RFC3261-7-1 line ends', () => {
  testEntry(lineEnds, 'every line up to the body ends with CR LF', {
    violation: { seen: publishSubject({ body: '', ...replaced(/\r\n/g, '\n') }), at: '\n' },
    legal: {
      'bare LF inside the XML body': { seen: publishSubject({ body: '<?xml version="1.0"?>\n<a>\r</a>\n' }) },
      'CR LF pairs before the start line on stream transports (keep-alive)': {
        seen: publishSubject(replaced(/^/, '\r\n\r\n'), tcp),
      },
      'folded headers': { seen: publishSubject(replaced('From: ', 'From:\r\n\t')) },
    },
  });

  it('fails a bare CR, a bare LF before the start line, and a missing empty line', () => {
    const wrong: readonly [RegExp, string, string][] = [
      [/\r\nFrom/, '\rFrom', '\r'],
      [/^/, '\n', '\n'],
      [/\r\n\r\n$/, '\r\n', ''],
    ];
    for (const [from, to, at] of wrong) {
      const subject = subscribeSubject(replaced(from, to));
      const [seen, ...others] = observationsOf(lineEnds, { seen: subject }) ?? [];
      assert.equal(seen?.outcome, 'fail', `${from}`);
      assert.equal(octetsOf(subject.message, seen), at);
      assert.deepEqual(others, []);
    }
  });

  it('shows nothing but "missing" where the empty line should be', () => {
    const [seen] = observationsOf(lineEnds, { seen: subscribeSubject(replaced(/\r\n\r\n$/, '\r\n')) }) ?? [];
    assert.equal(seen?.actual, 'missing');
  });

  it('tells a breach that occurs in every line once, with the number of the others', () => {
    const [seen, ...others] = observationsOf(lineEnds, { seen: publishSubject(replaced(/\r\n/g, '\n')) }) ?? [];
    assert.match(seen?.message ?? '', /and 11 more of this kind/);
    assert.deepEqual(others, []);
  });

  describe('a response', () => {
    const outcomes = (from: string | RegExp, to: string) =>
      lineEnds.judgeAnswer?.(answerOf(replaced(from, to)), {} as never).map(({ outcome }) => outcome);
    it('passes as it should be', () => assert.deepEqual(outcomes('x', 'x'), ['pass']));
    it('fails a bare LF', () => assert.deepEqual(outcomes('\r\nTo', '\nTo'), ['fail']));
    for (const line of ['SIP/2.0 200', 'SIP/2.0  200 OK', 'sip/2.0 200 OK', 'SIP/2.0 2000 OK', 'SIP/2.0 200 \xff']) {
      it(`fails the status line ${JSON.stringify(line)}, which no entry of §7.2 judges`, () => {
        assert.deepEqual(outcomes('SIP/2.0 200 OK', line), ['fail']);
      });
    }
  });

  it('says nothing of a text log that may have changed the line ends', () => {
    const seen = publishSubject({ ...replaced(/\r\n/g, '\n') }, { event: { lineEndsUnknown: true } });
    assert.deepEqual(observationsOf(lineEnds, { seen }), []);
  });

  describe('a message that the capture cut off', () => {
    const outcomes = (end: string, more = 0) =>
      observationsOf(lineEnds, { seen: truncatedSubject(end, more) })?.map(({ outcome }) => outcome);
    it('is not decided when its header part has no end', () => {
      for (const end of ['From', 'Event: ', '192.0.2.10:5060', 'SIP/2.0\r'])
        assert.deepEqual(outcomes(end), ['inconc']);
    });
    it('passes when the cut went through the empty line or the body', () => {
      assert.deepEqual(outcomes('\r\n\r'), ['pass']);
      assert.deepEqual(outcomes('\r\n\r\n', 10), ['pass']);
    });
    it('fails for what is there', () => {
      const bytes = Buffer.from(
        'PUBLISH sip:alice@example.com SIP/2.0\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nFrom: <si',
      );
      const event = { ...messageEvent(bytes), truncated: true as const };
      assert.ok(event.parsed.ok);
      const subject = { ...publishSubject(), event, message: event.parsed.message as never };
      assert.deepEqual(
        lineEnds.judge(subject, {} as never).map(({ outcome }) => outcome),
        ['fail'],
      );
    });
  });
});
