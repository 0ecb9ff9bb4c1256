import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { clientKey, hasCookie, type MatchedRequest, sentBy, serverKey, type TopVia } from './matching';

const via: TopVia = { host: '192.0.2.10', port: 5060, branch: 'z9hG4bK74bf' };
const request: MatchedRequest = {
  method: 'PUBLISH',
  requestUri: 'sip:alice@example.com',
  callId: 'b89rj',
  cseq: 1,
  fromTag: '4fa3',
  toTag: undefined,
  viaText: 'SIP/2.0/UDP 192.0.2.10:5060',
};
const same = (a: readonly [TopVia, MatchedRequest], b: readonly [TopVia, MatchedRequest]) =>
  serverKey(...a) === serverKey(...b);

describe('matching of requests (RFC 3261 17.2.3)', () => {
  it('knows the cookie in any letter case, but not alone', () => {
    assert.deepEqual(['z9hG4bKx', 'Z9HG4BKx', 'z9hG4bK', 'abc', ''].map(hasCookie), [true, true, false, false, false]);
  });

  it('compares the sent-by host without case and takes 5060 for a missing port', () => {
    assert.equal(sentBy({ host: 'Client.Example.COM' }), sentBy({ host: 'client.example.com', port: 5060 }));
    assert.ok(same([via, request], [{ host: '192.0.2.10', branch: 'z9hG4bK74bf' }, request]));
    assert.ok(!same([via, request], [{ ...via, port: 5070 }, request]));
    assert.ok(!same([via, request], [{ ...via, host: '192.0.2.11' }, request]));
  });

  it('matches a copy whatever its Request-URI and tags are read as', () => {
    assert.ok(same([via, request], [via, { ...request, requestUri: 'sip:bob@example.com', fromTag: 'x' }]));
  });

  it('tells methods apart', () => {
    assert.ok(!same([via, request], [via, { ...request, method: 'SUBSCRIBE' }]));
  });

  it('compares branches octet by octet', () => {
    assert.ok(!same([via, request], [{ ...via, branch: 'z9hG4bK74bF' }, request]));
  });

  it('takes a reused branch under another CSeq or Call-ID for a new request', () => {
    assert.ok(!same([via, request], [via, { ...request, cseq: 2 }]));
    assert.ok(!same([via, request], [via, { ...request, callId: 'other' }]));
  });

  for (const branch of [undefined, 'oldstyle', 'z9hG4bK']) {
    it(`falls back to RFC 2543 with branch ${branch}`, () => {
      const old: TopVia = { ...via, branch };
      assert.ok(same([old, request], [old, { ...request }]));
      const differences: Partial<MatchedRequest>[] = [
        { requestUri: 'sip:bob@example.com' },
        { toTag: 't' },
        { fromTag: 'other' },
        { callId: 'other' },
        { cseq: 2 },
        { method: 'SUBSCRIBE' },
        { viaText: 'SIP/2.0/UDP 192.0.2.99' },
      ];
      for (const difference of differences) {
        assert.ok(!same([old, request], [old, { ...request, ...difference }]), JSON.stringify(difference));
      }
    });
  }
});

describe('matching of responses (RFC 3261 17.1.3)', () => {
  it('goes by branch, without case, and by the method of CSeq', () => {
    assert.equal(clientKey('z9hG4bKAbC', 'NOTIFY'), clientKey('z9hg4bkabc', 'NOTIFY'));
    assert.notEqual(clientKey('z9hG4bKa', 'NOTIFY'), clientKey('z9hG4bKb', 'NOTIFY'));
    assert.notEqual(clientKey('z9hG4bKa', 'NOTIFY'), clientKey('z9hG4bKa', 'OPTIONS'));
  });
});
