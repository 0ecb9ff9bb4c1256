import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { alice, bob, Capture, proxy, request, response, server } from './orientation.fixture';

const local = (port: number): { host: string; port: number } => ({ host: '127.0.0.1', port });
const subscription = { call: 'sub-1', vias: ['s1'] };
const notification = { call: 'sub-1', vias: ['n1'], fromTag: 't1', toTag: 'f1' };

describe('a server that is a client, too', () => {
  it('is left out where it speaks to another server', () => {
    const { lines, counts } = new Capture()
      .exchange(alice, server, 'REGISTER')
      .exchange(bob, proxy, 'REGISTER', { call: 'b' })
      .exchange(server, proxy, 'OPTIONS', { call: 'o' })
      .send(server, proxy, response(200, 'NOTIFY', { call: 'n' }))
      .orient();
    assert.equal(lines.length, 4);
    assert.deepEqual([counts.betweenServers, counts.guessed], [3, 0]);
  });

  it('is the server where it subscribes at the Contact of its client', () => {
    const contact = { rows: ['Contact: <sip:alice@192.0.2.10:5082>'] };
    const { lines } = new Capture()
      .exchange(alice, server, 'REGISTER', contact)
      .exchange({ ...server, port: 5060 }, { ...alice, port: 5082 }, 'SUBSCRIBE', subscription)
      .orient();
    assert.deepEqual(lines.slice(2), ['out SUBSCRIBE 192.0.2.10:5082', 'in 200 192.0.2.10:5082']);
  });

  it('is left out where it subscribes to another server', () => {
    const { lines, counts } = new Capture()
      .exchange(alice, server, 'REGISTER')
      .exchange(server, proxy, 'SUBSCRIBE', subscription)
      .exchange(proxy, server, 'NOTIFY', notification)
      .exchange(server, proxy, 'REGISTER', { call: 'third', vias: ['x'] })
      .orient();
    assert.equal(lines.length, 2);
    assert.equal(counts.betweenServers, 6);
  });

  it('is the server where it subscribes to its client', () => {
    const { lines } = new Capture()
      .exchange(alice, server, 'REGISTER')
      .exchange(server, alice, 'SUBSCRIBE', subscription)
      .exchange(alice, server, 'NOTIFY', notification)
      .orient();
    assert.deepEqual(lines.slice(2), [
      'out SUBSCRIBE 192.0.2.10:5060',
      'in 200 192.0.2.10:5060',
      'in NOTIFY 192.0.2.10:5060',
      'out 200 192.0.2.10:5060',
    ]);
  });

  it('is none because somebody tries to register at a client', () => {
    const { lines } = new Capture()
      .exchange(bob, alice, 'REGISTER', { call: 'scan' }, 405)
      .exchange(alice, server, 'REGISTER', { call: 'real' })
      .orient();
    assert.deepEqual(lines.slice(2), ['in REGISTER 192.0.2.10:5060', 'out 200 192.0.2.10:5060']);
  });

  it('may be two user agents without a server, each the client of what it sends', () => {
    const { lines } = new Capture()
      .exchange(alice, bob, 'SUBSCRIBE', subscription)
      .exchange(bob, alice, 'SUBSCRIBE', { call: 'sub-2', vias: ['s2'] })
      .orient();
    assert.deepEqual(lines, [
      'in SUBSCRIBE 192.0.2.10:5060',
      'out 200 192.0.2.10:5060',
      'in SUBSCRIBE 192.0.2.20:40000',
      'out 200 192.0.2.20:40000',
    ]);
  });
});

describe('messages with defects', () => {
  it('go the way of their ends where they cannot be read', () => {
    const { lines } = new Capture()
      .exchange(alice, server, 'REGISTER')
      .send(alice, server, Buffer.from('garbage'))
      .send(server, alice, Buffer.from('garbage'))
      .orient();
    assert.deepEqual(lines.slice(2), ['in octets 192.0.2.10:5060', 'out octets 192.0.2.10:5060']);
  });

  it('find their responses without a Via, and with one that breaks the grammar', () => {
    const broken = { call: 'x', rows: ['Via: SIP/2.0/UDP;branch=1 , what'], vias: [] };
    const answered = { ...broken, rows: ['Via: SIP/2.0/UDP;branch=1;received=192.0.2.1 , what;rport=7'] };
    const { lines } = new Capture()
      .exchange(local(1), local(2), 'MESSAGE', { call: 'v', vias: [] })
      .send(local(1), local(2), request('MESSAGE', broken))
      .send(local(2), local(1), response(200, 'MESSAGE', answered))
      .orient();
    const lost = ['in MESSAGE 127.0.0.1:1', 'out 200 127.0.0.1:1'];
    assert.deepEqual(lines, [...lost, ...lost]);
  });

  it('are told apart when a client uses one branch for all of them', () => {
    const capture = new Capture().exchange(alice, server, 'PUBLISH');
    const again = { ...alice, port: 9999 };
    const same = request('PUBLISH', { call: 'call-2' }).toString().replace('b1-call-2-1', 'b1-call-1-1');
    assert.deepEqual(capture.send(again, server, Buffer.from(same)).orient().lines.slice(2), [
      'in PUBLISH 192.0.2.10:9999',
    ]);
  });
});
