import { strict as assert } from 'node:assert';
import { endianness } from 'node:os';
import { describe, it } from 'node:test';
import { dropsIn } from './socket-drops';

const skip = endianness() === 'BE' && 'the tables are of a little-endian machine';

const udp = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  220: 0100007F:13C4 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 7364 2 0000000000000000 17
  221: 00000000:13C4 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 7365 2 0000000000000000 4
  222: 0100007F:0050 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 7368 2 0000000000000000 5
`;
const udp6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  220: 00000000000000000000000001000000:13C4 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 7366 2 0000000000000000 3
  221: B80D0120000000000000000034120100:13C4 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 7367 2 0000000000000000 9
`;

describe('the drops column of /proc/net/udp', { skip }, () => {
  it('is that of the socket with the address and the port', () => {
    assert.equal(dropsIn(udp, { host: '127.0.0.1', port: 5060 }), 17);
    assert.equal(dropsIn(udp, { host: '0.0.0.0', port: 5060 }), 4);
    assert.equal(dropsIn(udp, { host: '127.0.0.1', port: 80 }), 5);
  });
  it('is unknown for a socket that is not listed', () => {
    assert.equal(dropsIn(udp, { host: '127.0.0.1', port: 5061 }), undefined);
    assert.equal(dropsIn('', { host: '127.0.0.1', port: 5060 }), undefined);
    assert.equal(dropsIn('no such\ntable', { host: '127.0.0.1', port: 5060 }), undefined);
  });
  it('is found for IPv6 addresses in every way of writing', () => {
    assert.equal(dropsIn(udp6, { host: '::1', port: 5060 }), 3);
    assert.equal(dropsIn(udp6, { host: '2001:db8::1:1234', port: 5060 }), 9);
    assert.equal(dropsIn(udp6, { host: '2001:db8:0:0:0:0:0.1.18.52', port: 5060 }), 9);
    assert.equal(dropsIn(udp6, { host: '2001:db8::1:1234%eth0', port: 5060 }), 9);
  });
});
