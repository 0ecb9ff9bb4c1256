import { describe, it } from 'node:test';
import { assertBounded } from './bounded.fixture';

describe('what is remembered of clients', () => {
  // More than any map holds; npm run soak has a million.
  it('is bounded, however many clients come', () => assertBounded(30_000));
});
