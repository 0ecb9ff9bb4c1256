import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { readEvent } from './event';
import { accepted, breach, field } from './read.fixture';

describe('readEvent', () => {
  it('keeps the type as written', () => {
    const from = field('Event', 'Service-Settings.winfo ; id=4711;x');
    const event = accepted(readEvent(from));
    assert.equal(event.type, 'Service-Settings.winfo');
    assert.deepEqual(event.typeSpan, { start: from.valueSpan.start, end: from.valueSpan.start + 22 });
    assert.equal(event.id, '4711');
    assert.equal(event.params.length, 2);
  });

  it('has no id where there is none', () => {
    assert.equal(accepted(readEvent(field('Event', 'service-settings'))).id, undefined);
  });

  const breaches: readonly (readonly [value: string, octets: string])[] = [
    ['', ''],
    ['"service-settings"', '"service-settings"'],
    ['service-settings, presence', ', presence'],
    ['service-settings presence', 'presence'],
    ['.winfo', '.winfo'],
    ['service-settings.', 'service-settings.'],
    ['a..b;id=1', 'a..b;id=1'],
    [';id=1', ';id=1'],
  ];
  for (const [value, octets] of breaches) {
    it(`refuses "${value}" by event-type`, () => {
      assert.deepEqual(breach(readEvent, 'Event', value), ['event-type', octets]);
    });
  }
});
