import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { readPrivacy } from './privacy';
import { accepted, breach, field } from './read.fixture';

describe('readPrivacy', () => {
  const valuesOf = (value: string) => accepted(readPrivacy(field('Privacy', value))).map((read) => read.value);

  it('reads the values in lower case, in their order', () => {
    assert.deepEqual(valuesOf('id'), ['id']);
    assert.deepEqual(valuesOf('Header ;user; ID;critical'), ['header', 'user', 'id', 'critical']);
    assert.deepEqual(valuesOf('id;id'), ['id', 'id']);
  });

  it('tells where each stands', () => {
    const from = field('Privacy', 'user ; id');
    const [, second] = accepted(readPrivacy(from));
    assert.deepEqual(second?.span, { start: from.valueSpan.start + 7, end: from.valueSpan.start + 9 });
  });

  it('refuses what is no list of tokens with semicolons', () => {
    assert.deepEqual(breach(readPrivacy, 'Privacy', 'id, user'), ['priv-value', ', user']);
    assert.deepEqual(breach(readPrivacy, 'Privacy', 'id;'), ['priv-value', '']);
    assert.deepEqual(breach(readPrivacy, 'Privacy', ''), ['priv-value', '']);
    assert.deepEqual(breach(readPrivacy, 'Privacy', '"id"'), ['priv-value', '"id"']);
  });
});
