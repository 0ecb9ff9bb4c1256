// The peer of the transaction benchmark: the least that a Node program can do for a request. It copies Via, From, To, Call-ID
// and CSeq into a canned 200 and judges nothing.
const { createSocket } = require('node:dgram');

const copied = ['via:', 'from:', 'to:', 'call-id:', 'cseq:'];
const socket = createSocket('udp4');
socket.on('message', (bytes, remote) => {
  const lines = bytes.toString('latin1').split('\r\n');
  let reply = 'SIP/2.0 200 OK\r\n';
  for (const line of lines) {
    if (line === '') break;
    const name = line.slice(0, line.indexOf(':') + 1).toLowerCase();
    if (copied.includes(name)) reply += `${line}\r\n`;
  }
  reply += 'SIP-ETag: 1\r\nExpires: 3600\r\nContent-Length: 0\r\n\r\n';
  socket.send(Buffer.from(reply, 'latin1'), remote.port, remote.address);
});
socket.bind(0, '127.0.0.1', () => {
  socket.setRecvBufferSize(4 << 20);
  process.stdout.write(`listening ${socket.address().port}\n`);
});
