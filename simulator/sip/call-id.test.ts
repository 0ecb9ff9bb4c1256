import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { readCallId } from './call-id';
import { accepted, breach, field } from './read.fixture';

describe('readCallId', () => {
  for (const value of [
    'a',
    'f81d4fae-7dec-11d0@192.0.2.10',
    'a<b>"c"\\/[x]?{y}(z):',
    '@'.padStart(2, 'a').concat('b'),
  ]) {
    it(`reads ${value}`, () => assert.equal(accepted(readCallId(field('Call-ID', value))), value));
  }
  for (const value of ['', 'abc def@host', 'a@b@c', '@host', 'abc@', 'a,b', 'a;b', 'a=b', 'é@host']) {
    it(`refuses "${value}" as a whole`, () => assert.deepEqual(breach(readCallId, 'Call-ID', value)[0], 'callid'));
  }
});
