import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { accepted, breach, field } from './read.fixture';
import { readRequestDisposition } from './request-disposition';

describe('readRequestDisposition', () => {
  const read = (value: string) => readRequestDisposition(field('Request-Disposition', value));

  it('reads the directives in lower case, in their order', () => {
    assert.deepEqual(
      accepted(read('Proxy , no-Fork,queue')).map(({ name }) => name),
      ['proxy', 'no-fork', 'queue'],
    );
  });

  it('tells where each stands', () => {
    const from = field('Request-Disposition', 'fork, queue');
    const [, second] = accepted(readRequestDisposition(from));
    assert.deepEqual(second?.span, { start: from.valueSpan.start + 6, end: from.valueSpan.start + 11 });
  });

  it('refuses what is no list', () => {
    assert.deepEqual(breach(readRequestDisposition, 'Request-Disposition', ''), ['directive', '']);
    assert.deepEqual(breach(readRequestDisposition, 'Request-Disposition', 'fork,'), ['directive', '']);
    assert.deepEqual(breach(readRequestDisposition, 'Request-Disposition', 'fork;queue'), ['directive', ';queue']);
  });
});
