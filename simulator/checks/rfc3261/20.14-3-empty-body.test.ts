import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { outcomesOf, set, truncatedSubject } from '../row.fixture';
import { answerOf, publishSubject, subscribeSubject } from '../trace.fixture';
import { emptyBody } from './20.14-3-empty-body';

const length = (value: string) => subscribeSubject(set(['Content-Length', value]));

describe('RFC3261-20.14-3 Content-Length without a body', () => {
  testEntry(emptyBody, 'is 0', {
    violation: { seen: length('2'), at: '2' },
    legal: {
      'header absent on UDP or WebSocket': { seen: subscribeSubject({ without: ['Content-Length'] }) },
      'Content-Length: 00': { seen: length('00') },
    },
    inapplicable: {
      'a message with a body': { seen: publishSubject() },
      'a message without the field': { seen: subscribeSubject({ without: ['Content-Length'] }) },
      'what is no number': { seen: length('-2') },
      'octets that nobody announced': { seen: publishSubject(set(['Content-Length', '0'])) },
      'a body that the capture cut off': { seen: truncatedSubject('\r\n\r\n') },
    },
  });

  it('passes 0, and looks at responses', () => {
    assert.deepEqual(outcomesOf(emptyBody, length('0')), ['pass']);
    assert.deepEqual(outcomesOf(emptyBody, answerOf()), ['pass']);
    assert.deepEqual(outcomesOf(emptyBody, answerOf(set(['Content-Length', '1']))), ['fail']);
  });
});
