import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Challenge } from '../../sip/challenge';
import { Nonces } from './nonces';

const challenge = (changes: Partial<Challenge> = {}): Challenge => ({
  isProxy: false,
  scheme: 'digest',
  realm: 'r',
  nonce: 'n',
  opaque: undefined,
  algorithm: undefined,
  qop: ['auth'],
  isStale: false,
  ...changes,
});
const of = { frame: 2, callId: 7, method: 'PUBLISH', cseq: 1 };
const space = { realm: 'r', isProxy: false };
let requests = 0;
const by = (id?: number) => {
  requests += 1;
  return { id: id ?? requests, frame: requests, at: requests };
};

describe('Nonces', () => {
  it('finds the alternative with the algorithm, else the first', () => {
    const nonces = new Nonces();
    nonces.given([challenge({ algorithm: 'SHA-256' }), challenge()], of);
    assert.equal(nonces.challengeOf('n', 'md5')?.algorithm, undefined);
    assert.equal(nonces.challengeOf('n', 'sha-256')?.algorithm, 'SHA-256');
    assert.equal(nonces.challengeOf('n', 'x')?.algorithm, 'SHA-256');
    assert.equal(nonces.challengeOf('n', undefined)?.alternatives.length, 2);
    assert.equal(nonces.challengeOf('m', undefined), undefined);
  });

  it('tells apart nonces of one response', () => {
    const nonces = new Nonces();
    nonces.given([challenge(), challenge({ nonce: 'm' }), challenge({ algorithm: 'X' }), challenge({ nonce: '' })], of);
    assert.equal(nonces.used('n', space, '00000001', by())?.isFirst, true);
    assert.equal(nonces.used('m', space, '00000001', by())?.isFirst, true);
    assert.equal(nonces.challengeOf('n', 'X')?.algorithm, 'X');
  });

  it('counts a request once, whatever way it took', () => {
    const nonces = new Nonces();
    nonces.given([challenge()], of);
    const first = nonces.used('n', space, '00000001', by(100));
    assert.deepEqual([first?.count, first?.isFirst, first?.highest], [1, true, undefined]);
    assert.equal(nonces.used('n', space, '00000001', by(100)), undefined);
    const second = nonces.used('n', space, '00000001', by(101));
    assert.equal(second?.repeated?.count, 1);
    assert.equal(second?.isFirst, false);
  });

  it('knows the highest count of the nonce before in the same realm', () => {
    const nonces = new Nonces();
    nonces.given([challenge()], of);
    nonces.used('n', space, '00000003', by());
    nonces.used('n', space, '00000002', by());
    nonces.next('m', 'r', false);
    nonces.next('p', 'r', true);
    assert.equal(nonces.used('p', { realm: 'r', isProxy: true }, '00000001', by())?.former, undefined);
    const next = nonces.used('m', space, '00000004', by());
    assert.deepEqual([next?.isFirst, next?.former?.count], [true, 3]);
    assert.equal(nonces.used('m', space, '00000005', by())?.former, undefined);
  });

  it('lets a nonce begin anew that was told twice, or that nobody told', () => {
    const nonces = new Nonces();
    nonces.given([challenge()], of);
    nonces.used('n', space, '00000001', by());
    nonces.given([challenge()], of);
    const anew = nonces.used('n', space, '00000001', by());
    assert.deepEqual([anew?.isFirst, anew?.repeated, anew?.isKnown], [false, undefined, true]);
    const strange = nonces.used('x', space, '00000009', by());
    assert.deepEqual([strange?.isFirst, strange?.isKnown], [false, false]);
    assert.equal(nonces.used('x', space, '00000009', by())?.isKnown, true);
  });

  it('takes what is no number for none', () => {
    const nonces = new Nonces();
    for (const nc of [undefined, '', '1x', '123456789'])
      assert.equal(nonces.used('n', space, nc, by())?.count, undefined);
    assert.equal(nonces.used('n', space, 'fF', by())?.count, 255);
  });

  it('forgets: of many nonces the oldest, of many uses all but the first and the latest', () => {
    const nonces = new Nonces();
    for (let index = 0; index < 9; index += 1) nonces.given([challenge({ nonce: `n${index}` })], of);
    assert.equal(nonces.challengeOf('n0', undefined), undefined);
    assert.notEqual(nonces.challengeOf('n1', undefined), undefined);
    for (let index = 1; index <= 100; index += 1) nonces.used('n8', space, index.toString(16), by());
    const repeated = ['1', '2', '64'].map((nc) => nonces.used('n8', space, nc, by())?.repeated?.count);
    assert.deepEqual(repeated, [1, undefined, 100]);
  });

  it('does not remember a challenge that is too long, nor more than a few alternatives', () => {
    const nonces = new Nonces();
    nonces.given([challenge({ nonce: 'l', opaque: 'o'.repeat(5_000) })], of);
    assert.equal(nonces.challengeOf('l', undefined), undefined);
    nonces.given(
      Array.from({ length: 50 }, (_, index) => challenge({ algorithm: `a${index}` })),
      of,
    );
    assert.equal(nonces.challengeOf('n', undefined)?.alternatives.length, 8);
  });
});
