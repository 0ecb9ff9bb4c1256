import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { readEvent } from './protocol';

describe('a line of a process client', () => {
  it('is an event when it is an object that names one', () => {
    assert.deepEqual(readEvent('  {"event":"done","took":3}'), { event: 'done' });
    assert.deepEqual(readEvent('{"event":"something new"}'), { event: 'unknown' });
  });

  for (const line of [
    '',
    'done',
    '{',
    '{}',
    '[]',
    'null',
    '"done"',
    '{"event":1}',
    '{"event":null}',
    '{"op":"done"}',
  ]) {
    it(`is other output: ${line}`, () => assert.equal(readEvent(line), undefined));
  }

  it('quotes an error, a bounded part of a long one, and says when there is no message', () => {
    assert.deepEqual(readEvent('{"event":"error","message":"no route"}'), { event: 'error', message: 'no route' });
    assert.deepEqual(readEvent('{"event":"error","message":7}'), { event: 'error', message: 'it gave no message' });
    assert.deepEqual(readEvent('{"event":"error","message":"no route\\r\\n  at x\\n"}'), {
      event: 'error',
      message: 'no route / at x',
    });
    const long = readEvent(JSON.stringify({ event: 'error', message: 'x'.repeat(5_000) }));
    assert.deepEqual(long, { event: 'error', message: `${'x'.repeat(1_000)}…` });
  });

  it('reads the two indications and no other', () => {
    assert.deepEqual(readEvent('{"event":"indication","what":"published"}'), {
      event: 'indication',
      indication: { what: 'published' },
    });
    assert.deepEqual(readEvent('{"event":"indication","what":"settings","settings":{"dms":true,"vis":"no","y":1}}'), {
      event: 'indication',
      indication: { what: 'settings', settings: { dms: true } },
    });
    assert.deepEqual(readEvent('{"event":"indication","what":"settings"}'), { event: 'unknown' });
    assert.deepEqual(readEvent('{"event":"indication","what":"settings","settings":[true]}'), { event: 'unknown' });
    assert.deepEqual(readEvent('{"event":"indication"}'), { event: 'unknown' });
  });
});
