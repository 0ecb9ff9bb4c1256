// Writes a capture for the benchmark of `imconf check`: conforming clients that register, publish, publish again and retrieve.
const { createHash } = require('node:crypto');
const { closeSync, openSync, writeSync } = require('node:fs');
const { documentOf } = require('./messages');

const SERVER = [127, 0, 0, 1];
const SERVER_PORT = 5060;
/** Octets that are written at once. */
const BLOCK = 1 << 20;
/** Messages of one session. */
const SESSION = 10;

/** Letters and digits that look random and are the same in every run. */
function token(...parts) {
  return createHash('md5').update(parts.join(' ')).digest('hex').slice(0, 20);
}

/** A UDP packet on loopback as pcap has it (link type raw IP). */
function packet(bytes, { fromClient, port, at }) {
  const length = 28 + bytes.length;
  const record = Buffer.alloc(16 + length);
  record.writeUInt32LE(Math.floor(at), 0);
  record.writeUInt32LE(Math.floor((at % 1) * 1e6), 4);
  record.writeUInt32LE(length, 8);
  record.writeUInt32LE(length, 12);
  const ip = record.subarray(16);
  ip[0] = 0x45;
  ip.writeUInt16BE(length, 2);
  ip[8] = 64;
  ip[9] = 17;
  ip.set(SERVER, 12);
  ip.set(SERVER, 16);
  ip.writeUInt16BE(fromClient ? port : SERVER_PORT, 20);
  ip.writeUInt16BE(fromClient ? SERVER_PORT : port, 22);
  ip.writeUInt16BE(8 + bytes.length, 24);
  bytes.copy(ip, 28);
  return record;
}

function request(method, rows, body = '') {
  const type = body === '' ? [] : ['Content-Type: application/poc-settings+xml'];
  return [`${method} SIP/2.0`, ...rows, ...type, `Content-Length: ${body.length}`, '', body].join('\r\n');
}

function answer(text, rows) {
  const copied = text.split('\r\n').filter((row) => /^(?:Via|From|Call-ID|CSeq):/.test(row));
  const to = /^To: (.*)$/m.exec(text)[1].trim();
  const tagged = to.includes(';tag=') ? to : `${to};tag=${token('to', text)}`;
  return ['SIP/2.0 200 OK', ...copied, `To: ${tagged}`, ...rows, 'Content-Length: 0', '', ''].join('\r\n');
}

/** The messages of one session of a user, in order, each with its direction. */
function session(user, number, port) {
  const name = `user${user}`;
  const uri = `sip:${name}@example.com`;
  const contact = `<sip:${name}@127.0.0.1:${port}>`;
  const head = (what, cseq, method) => [
    `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK${token('branch', name, number, what)};rport`,
    'Max-Forwards: 70',
    `From: <${uri}>;tag=${token('tag', name, number, what)}`,
    `To: <${uri}>`,
    `Call-ID: ${token('call', name, what === 'register' ? 0 : number, what)}@127.0.0.1`,
    `CSeq: ${cseq} ${method}`,
  ];
  const register = request('REGISTER sip:example.com', [
    ...head('register', number + 1, 'REGISTER'),
    `Contact: ${contact};+g.oma.sip-im`,
    'Expires: 3600',
  ]);
  const publishing = [
    ...head('publish', 1, 'PUBLISH'),
    'Accept-Contact: *;+g.oma.sip-im;require;explicit',
    'Event: service-settings',
  ];
  const publish = request(`PUBLISH ${uri}`, publishing, documentOf(number % 32));
  const changing = [
    ...head('change', 1, 'PUBLISH'),
    'Accept-Contact: *;+g.oma.sip-im;require;explicit',
    'Event: service-settings',
  ];
  const tags = [token('etag', name, number, 1), token('etag', name, number, 2)];
  const change = request(`PUBLISH ${uri}`, [...changing, `SIP-If-Match: ${tags[0]}`], documentOf((number + 1) % 32));
  const subscribe = request(`SUBSCRIBE ${uri}`, [
    ...head('fetch', 1, 'SUBSCRIBE'),
    `Contact: ${contact}`,
    'Event: service-settings',
    'Accept: application/poc-settings+xml',
    'Expires: 0',
  ]);
  const accepted = answer(subscribe, ['Expires: 0', 'Contact: <sip:127.0.0.1:5060>']);
  const notify = request(
    `NOTIFY sip:${name}@127.0.0.1:${port}`,
    [
      `Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK${token('notify', name, number)}`,
      'Max-Forwards: 70',
      `From: ${/^To: (.*)$/m.exec(accepted)[1].trim()}`,
      `To: ${/^From: (.*)$/m.exec(subscribe)[1].trim()}`,
      /^Call-ID: .*$/m.exec(subscribe)[0].trim(),
      'CSeq: 1 NOTIFY',
      'Contact: <sip:127.0.0.1:5060>',
      'Event: service-settings',
      'Subscription-State: terminated;reason=timeout',
    ],
    documentOf((number + 1) % 32),
  );
  return [
    [true, register],
    [false, answer(register, [`Contact: ${contact};expires=3600`])],
    [true, publish],
    [false, answer(publish, [`SIP-ETag: ${tags[0]}`, 'Expires: 3600'])],
    [true, change],
    [false, answer(change, [`SIP-ETag: ${tags[1]}`, 'Expires: 3600'])],
    [true, subscribe],
    [false, accepted],
    [false, notify],
    [true, answer(notify, [])],
  ];
}

/** Writes `messages` messages of `users` users; the same octets in every run. */
function writeCapture(file, messages, users = 500) {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(262_144, 16);
  head.writeUInt32LE(101, 20);
  const output = openSync(file, 'w');
  let block = [head];
  let size = head.length;
  let at = 1_700_000_000;
  for (let count = 0; count < messages / SESSION; count += 1) {
    const user = count % users;
    const port = 20_000 + user;
    for (const [fromClient, text] of session(user, Math.floor(count / users), port)) {
      at += 0.0005;
      const record = packet(Buffer.from(text, 'latin1'), { fromClient, port, at });
      block.push(record);
      size += record.length;
    }
    if (size < BLOCK) continue;
    writeSync(output, Buffer.concat(block));
    block = [];
    size = 0;
  }
  writeSync(output, Buffer.concat(block));
  closeSync(output);
}

module.exports = { writeCapture };
