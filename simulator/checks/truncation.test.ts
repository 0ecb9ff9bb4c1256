import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publishBytes } from '../sip/message.fixture';
import { syntaxProblems } from './message-syntax';
import { added, truncatedSubject } from './row.fixture';
import { messageEvent, publishSubject } from './trace.fixture';
import { hasWholeHeader, isHeaderCut, visibleDefects } from './truncation';

const rulesOf = (subject: ReturnType<typeof publishSubject>) =>
  visibleDefects(subject.event, subject.message).map(({ rule }) => rule);

describe('a message that the capture cut off', () => {
  it('has its whole header part when the empty line is there', () => {
    assert.ok(hasWholeHeader(publishSubject()));
    assert.ok(hasWholeHeader(truncatedSubject('\r\n\r\n', 3)));
    assert.ok(hasWholeHeader(truncatedSubject('\r\n\r')));
    assert.ok(!hasWholeHeader(truncatedSubject('Event: ')));
  });

  it('is not taken for one that lacks the empty line by itself', () => {
    const unfinished = publishSubject({ body: '', raw: (text) => text.slice(0, -2) });
    assert.ok(hasWholeHeader(unfinished));
    assert.ok(!isHeaderCut(unfinished.event, unfinished.message));
  });

  it('shows no defect wherever the cut goes through a conforming one', () => {
    const whole = publishBytes(added(['Subject', 'Grüße'])).toString('latin1');
    for (let length = whole.indexOf('\r\n') + 8; length < whole.length; length += 1) {
      const subject = publishSubject({ raw: () => whole.slice(0, length) }, { event: { truncated: true } });
      assert.deepEqual(rulesOf(subject), [], JSON.stringify(whole.slice(0, length).slice(-30)));
      assert.deepEqual(syntaxProblems(subject.event), []);
    }
  });

  it('shows the defects in front of the cut', () => {
    const raw = (text: string) => text.replace('Max-Forwards:', 'Max-Forwards').slice(0, 300);
    assert.deepEqual(rulesOf(publishSubject({ raw }, { event: { truncated: true } })), ['HCOLON']);
    const lengths = truncatedSubject('\r\n\r\n', 3, added(['l', '599']));
    assert.deepEqual(rulesOf(lengths), ['content-length', 'Content-Length']);
  });

  it('may be none that can be read at all', () => {
    const event = messageEvent(Buffer.from('PUBL'), { truncated: true });
    assert.ok(!event.parsed.ok);
    assert.deepEqual(syntaxProblems(event), []);
    assert.equal(syntaxProblems(messageEvent(Buffer.from('PUBL'))).length, 1);
  });

  it('and rows beyond the limit leave the header part unknown', () => {
    const many = Array.from({ length: 600 }, (_, index) => [`X-${index}`, '1'] as const);
    assert.ok(!hasWholeHeader(publishSubject(added(...many))));
  });
});
