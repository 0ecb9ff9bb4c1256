import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { alice, bob, Capture, proxy, request, response, server } from './orientation.fixture';

const local = (port: number): { host: string; port: number } => ({ host: '127.0.0.1', port });
const notification = { call: 'sub-1', vias: ['n1'], fromTag: 't1', toTag: 'f1' };

describe('the client', () => {
  for (const method of ['REGISTER', 'PUBLISH', 'SUBSCRIBE']) {
    it(`is who sends ${method}`, () => {
      const { lines } = new Capture().exchange(alice, server, method).orient();
      assert.deepEqual(lines, [`in ${method} 192.0.2.10:5060`, 'out 200 192.0.2.10:5060']);
    });

    it(`is who gets the answer to a ${method} that was sent before the capture`, () => {
      const { lines } = new Capture().send(server, alice, response(200, method)).orient();
      assert.deepEqual(lines, ['out 200 192.0.2.10:5060']);
    });
  }

  it('is who gets NOTIFY', () => {
    const { lines } = new Capture().exchange(server, alice, 'NOTIFY', notification).orient();
    assert.deepEqual(lines, ['out NOTIFY 192.0.2.10:5060', 'in 200 192.0.2.10:5060']);
  });

  it('is who answers a NOTIFY that was sent before the capture', () => {
    const { lines } = new Capture().send(alice, server, response(200, 'NOTIFY', notification)).orient();
    assert.deepEqual(lines, ['in 200 192.0.2.10:5060']);
  });

  it('is one whose method is written wrong', () => {
    const wrong = Buffer.from(request('PUBLISH').toString().replace('PUBLISH', 'PUBLISHED'));
    const { lines, counts } = new Capture()
      .send(local(5060), local(40_000), request('subscribe'))
      .send(local(5060), local(40_000), wrong)
      .orient();
    assert.deepEqual(lines, ['in subscribe 127.0.0.1:5060', 'in PUBLISHED 127.0.0.1:5060']);
    assert.equal(counts.guessed, 0);
  });

  it('may be one of several, of several servers', () => {
    const { lines } = new Capture()
      .send(alice, server, request('REGISTER', { call: 'a' }))
      .send(bob, proxy, request('REGISTER', { call: 'b' }))
      .send(proxy, bob, request('OPTIONS', { call: 'c' }))
      .send(server, alice, response(200, 'REGISTER', { call: 'a' }))
      .send(bob, proxy, response(200, 'OPTIONS', { call: 'c' }))
      .orient();
    assert.deepEqual(lines, [
      'in REGISTER 192.0.2.10:5060',
      'in REGISTER 192.0.2.20:40000',
      'out OPTIONS 192.0.2.20:40000',
      'out 200 192.0.2.10:5060',
      'in 200 192.0.2.20:40000',
    ]);
  });

  it('has an address of IPv6', () => {
    const [one, two] = [
      { host: '2001:db8::7', port: 1024 },
      { host: '2001:db8::1', port: 5060 },
    ];
    const { lines } = new Capture()
      .exchange(one, two, 'PUBLISH')
      .send(two, one, request('OPTIONS', { call: 'o' }))
      .orient();
    assert.deepEqual(lines, [
      'in PUBLISH [2001:db8::7]:1024',
      'out 200 [2001:db8::7]:1024',
      'out OPTIONS [2001:db8::7]:1024',
    ]);
  });
});

describe('a method that goes both ways', () => {
  it('waits until the client is known', () => {
    const { lines } = new Capture()
      .send(server, alice, request('OPTIONS', { call: 'o1' }))
      .send(alice, server, request('MESSAGE', { call: 'm1' }))
      .send(alice, server, response(200, 'OPTIONS', { call: 'o1' }))
      .send(alice, server, request('REGISTER'))
      .orient();
    assert.deepEqual(lines, [
      'out OPTIONS 192.0.2.10:5060',
      'in MESSAGE 192.0.2.10:5060',
      'in 200 192.0.2.10:5060',
      'in REGISTER 192.0.2.10:5060',
    ]);
  });

  it('is told by the hosts where the client uses another port', () => {
    const { lines } = new Capture()
      .exchange(alice, server, 'REGISTER')
      .send({ ...alice, port: 1025 }, { ...server, port: 5070 }, request('MESSAGE', { call: 'm1' }))
      .send({ ...server, port: 5090 }, { ...alice, port: 1026 }, request('MESSAGE', { call: 'm2' }))
      .orient();
    assert.deepEqual(lines.slice(2), ['in MESSAGE 192.0.2.10:1025', 'out MESSAGE 192.0.2.10:1026']);
  });

  it('is told by the ports where both sides are on one host', () => {
    const contact = { rows: ['Contact: <sip:alice@127.0.0.1:5082>'] };
    const { lines, counts } = new Capture()
      .exchange(local(40_001), local(5080), 'REGISTER', contact)
      .send(local(5080), local(40_001), request('OPTIONS', { call: 'o1' }))
      .send(local(5080), local(5082), request('OPTIONS', { call: 'o2' }))
      .send(local(40_002), local(5080), request('MESSAGE', { call: 'm1' }))
      .send(local(40_001), local(5082), request('MESSAGE', { call: 'm2' }))
      .orient();
    assert.deepEqual(lines.slice(2), [
      'out OPTIONS 127.0.0.1:40001',
      'out OPTIONS 127.0.0.1:5082',
      'in MESSAGE 127.0.0.1:40002',
      'out MESSAGE 127.0.0.1:5082',
    ]);
    assert.equal(counts.guessed, 0);
  });

  it('is not told by a Contact that names the server', () => {
    const { lines, counts } = new Capture()
      .exchange(local(40_001), local(5080), 'REGISTER', { rows: ['Contact: <sip:alice@127.0.0.1:5080>'] })
      .send(local(5080), local(40_003), request('OPTIONS', { call: 'o1' }))
      .orient();
    assert.deepEqual(lines.slice(2), ['out OPTIONS 127.0.0.1:40003']);
    assert.equal(counts.guessed, 0);
  });

  it('is told by what is learned late in a long capture', () => {
    const capture = new Capture();
    const fill = (from: number, to: number): void => {
      for (let index = from; index < to; index += 1)
        capture.send(alice, server, request('PUBLISH', { call: `p${index}` }));
    };
    fill(0, 600);
    capture.send(local(5060), local(9), request('OPTIONS', { call: 'o' })).exchange(local(5060), local(9), 'REGISTER');
    fill(600, 1000);
    assert.equal(capture.orient().lines[600], 'in OPTIONS 127.0.0.1:5060');
  });

  it('is told by the dialog', () => {
    const dialog = { call: 'inv', fromTag: 'x', toTag: 'y' };
    const back = { call: 'inv', fromTag: 'y', toTag: 'x', vias: ['b9'] };
    const [one, two] = [local(7000), local(7001)];
    const { lines } = new Capture()
      .exchange(local(6000), local(6001), 'REGISTER')
      .exchange(local(6000), one, 'INVITE', { call: 'inv', fromTag: 'x' })
      .send(two, one, request('INFO', { ...dialog, cseq: 2 }))
      .send(one, two, request('BYE', back))
      .orient();
    assert.deepEqual(lines.slice(4), ['in INFO 127.0.0.1:7001', 'out BYE 127.0.0.1:7001']);
  });

  it('is told by the IM Address, if that is known', () => {
    const to = { call: 'o2', from: 'sip:server@example.com', to: 'sip:alice@example.com' };
    const capture = new Capture()
      .send(server, alice, request('MESSAGE', { call: 'm1', to: 'sip:bob@example.com' }))
      .send(alice, server, request('MESSAGE', to));
    assert.deepEqual(capture.orient(['sip:alice@Example.com;x=y']).lines, [
      'in MESSAGE 198.51.100.2:5060',
      'out MESSAGE 198.51.100.2:5060',
    ]);
    const sentOn = { call: 'm1', to: 'sip:bob@example.com', vias: ['p', 'a'] };
    const { counts } = new Capture().send(server, alice, request('MESSAGE', sentOn)).orient(['sip:alice@example.com']);
    assert.equal(counts.guessed, 1);
  });

  it('is taken for the sender’s when nothing is known, unless only the sender has a port of SIP', () => {
    const { lines, counts } = new Capture()
      .send(local(7000), local(5060), request('OPTIONS', { call: 'o1' }))
      .send(local(5061), local(7001), request('OPTIONS', { call: 'o2' }))
      .send(local(7002), local(7003), request('OPTIONS', { call: 'o3' }))
      .orient();
    assert.deepEqual(lines, ['in OPTIONS 127.0.0.1:7000', 'out OPTIONS 127.0.0.1:7001', 'in OPTIONS 127.0.0.1:7002']);
    assert.equal(counts.guessed, 3);
  });
});
