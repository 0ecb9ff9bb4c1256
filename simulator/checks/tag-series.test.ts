import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { isCounted, isShort } from './tag-series';

describe('three tags in a row', () => {
  const counted: readonly (readonly [string, string, string])[] = [
    ['1', '2', '3'],
    ['as9', 'as10', 'as11'],
    ['1000000', '1000001', '1000002'],
    ['0x08', '0x0c', '0x10'],
    ['a-99', 'a-100', 'a-101'],
  ];
  for (const tags of counted) it(`are counted: ${tags.join(', ')}`, () => assert.ok(isCounted(...tags)));

  const free: readonly (readonly [string, string, string])[] = [
    ['1', '2', '4'],
    ['3', '2', '1'],
    ['5', '5', '5'],
    ['10', '30', '50'],
    ['abc', 'abd', 'xyz'],
    ['q1', 'r2', 's3'],
    ['12345678901234', '12345678901235', '12345678901236'].map((tag) => `${tag}x`) as [string, string, string],
  ];
  for (const tags of free) it(`are not: ${tags.join(', ')}`, () => assert.equal(isCounted(...tags), false));
});

describe('a tag', () => {
  it('is too short with fewer than six characters', () => {
    assert.deepEqual(['', '12345', '123456'].map(isShort), [true, true, false]);
  });
});
