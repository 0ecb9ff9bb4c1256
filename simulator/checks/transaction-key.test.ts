import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publish, response } from '../sip/message.fixture';
import { methodOf, transactionKey } from './transaction-key';

const HOST = '192.0.2.10';
const row = (name: string, value: string) => [name, value] as const;
const keyOf = (via: string, more: readonly (readonly [string, string])[] = [], method = 'PUBLISH') =>
  transactionKey(publish({ method, set: [row('Via', via), ...more] }), HOST);
const USUAL = 'SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKabc;rport';

describe('the key of a transaction', () => {
  const same = [
    'SIP/2.0/UDP 192.0.2.10:5060;rport;branch=z9hG4bKabc',
    'SIP/2.0/UDP 192.0.2.10:5060;received=192.0.2.10;rport=5060;branch=z9hG4bKabc;x=y',
    'SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKabc , SIP/2.0/UDP 192.0.2.3;branch=z9hG4bKother',
    'SIP/2.0/TCP 192.0.2.10:5060;branch=z9hG4bKabc',
    'SIP / 2.0 / UDP 192.0.2.10 : 5060 ; BRANCH = z9hG4bKabc',
    'SIP/2.0/UDP 192.0.2.10:5060;x=";branch=z9hG4bKwrong";branch=z9hG4bKabc',
    'SIP/2.0/UDP\t192.0.2.10:5060;branch=z9hG4bKabc',
  ];
  for (const via of same) it(`is the same for ${via}`, () => assert.equal(keyOf(via), keyOf(USUAL)));

  const other = [
    'SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKabd',
    'SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKABC',
    'SIP/2.0/UDP 192.0.2.10:5061;branch=z9hG4bKabc',
    'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKabc',
    'SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bKabc',
    'SIP/2.0/UDP 192.0.2.3, SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKabc',
    'SIP/2.0/UDP 192.0.2.10:5060;x-branch=z9hG4bKabc',
  ];
  for (const via of other) it(`is another one for ${via}`, () => assert.notEqual(keyOf(via), keyOf(USUAL)));

  it('is that of the response, and another one for another host', () => {
    const answer = response({ set: [row('Via', `${USUAL};received=192.0.2.10`)] });
    assert.equal(transactionKey(answer, HOST), keyOf(USUAL));
    assert.notEqual(transactionKey(answer, '192.0.2.11'), keyOf(USUAL));
  });

  it('is shared by requests of all methods, but for CANCEL and ACK', () => {
    assert.equal(keyOf(USUAL, [], 'SUBSCRIBE'), keyOf(USUAL));
    const [cancel, ack] = [keyOf(USUAL, [], 'CANCEL'), keyOf(USUAL, [], 'ACK')];
    assert.equal(new Set([keyOf(USUAL), cancel, ack]).size, 3);
    const cancelled = response({ set: [row('Via', USUAL), row('CSeq', '1 CANCEL')] });
    assert.equal(transactionKey(cancelled, HOST), cancel);
  });

  for (const via of [
    'SIP/2.0/UDP 192.0.2.10',
    'SIP/2.0/UDP 192.0.2.10;branch=1',
    'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK',
  ]) {
    it(`goes by Call-ID, CSeq and From tag with ${via}`, () => {
      const answer = response({ set: [row('Via', `${via};received=192.0.2.10`)] });
      assert.equal(keyOf(via), transactionKey(answer, HOST));
      assert.notEqual(keyOf(via), keyOf(via, [row('CSeq', '2 PUBLISH')]));
      assert.notEqual(keyOf(via), keyOf(via, [row('Call-ID', 'other')]));
      assert.notEqual(keyOf(via), keyOf(via, [row('From', '<sip:alice@example.com>;tag=other')]));
    });
  }
});

describe('the method of a message', () => {
  it('is that of CSeq in a response', () => {
    assert.equal(methodOf(response({ set: [row('CSeq', '00017 \t NOTIFY')] })), 'NOTIFY');
    assert.equal(methodOf(response({ without: ['CSeq'] })), '');
    assert.equal(methodOf(publish()), 'PUBLISH');
  });
});
