import { describe, it } from 'node:test';
import { assertBounded } from './bounded.fixture';

describe('what is remembered of a million clients', () => {
  it('is no more than of a few', { timeout: 180_000 }, () => assertBounded(1_000_000));
});
