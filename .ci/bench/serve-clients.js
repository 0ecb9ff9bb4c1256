// IM clients that speak SIP over UDP with Node's sockets alone, to load `imconf serve`: each registers, publishes, renews its
// publication, and fetches, round after round. Some have a known defect. No code of the simulator.
const { createSocket } = require('node:dgram');

const document = (isb) =>
  '<?xml version="1.0" encoding="UTF-8"?><poc-settings xmlns="urn:oma:params:xml:ns:poc:poc-settings" ' +
  'xmlns:im="urn:oma:xml:im:service-settings"><entity id="urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF">' +
  (isb ? '<isb-settings><incoming-session-barring active="false"/></isb-settings>' : '') +
  '<im:ipmb-settings><im:incoming-pager-mode-barring active="false"/></im:ipmb-settings>' +
  '<im:vis-settings><im:vis-status active="true"/></im:vis-settings>' +
  '<im:deferred-settings><im:offline-delivery active="true"/></im:deferred-settings>' +
  '<im:hist-settings><im:hist-activation active="false"/></im:hist-settings></entity></poc-settings>';

/** Defects by the item of the change request that each breaks; what a client of that kind does in another way. */
const defects = {
  none: {},
  '6.1.1.1-2': { publishTo: () => 'sip:somebody-else@example.com' },
  '6.1.1.1-4': { accept: '*;+g.oma.sip-im' },
  '6.1.1.1-6': { publishRows: ['Expires: 3600'] },
  '6.1.1.1-7a': { body: document(false) },
  '6.1.1.2-5': { fetchExpires: '3600', unsubscribes: true },
};
const kinds = Object.keys(defects);

const retryMs = 500;
const attempts = 12;

class Client {
  constructor(number, server) {
    this.number = number;
    this.kind = number % 3 === 0 ? kinds[1 + ((number / 3) % (kinds.length - 1))] : 'none';
    this.defect = defects[this.kind];
    this.server = server;
    this.user = `sip:user${number}@example.com`;
    this.cseq = 0;
    this.sent = 0;
    this.repeats = 0;
    this.waiting = new Map();
    this.notified = new Map();
  }

  async open() {
    this.socket = createSocket('udp4');
    this.socket.on('message', (bytes) => this.received(bytes.toString('latin1')));
    await new Promise((done) => this.socket.bind(0, '127.0.0.1', done));
    this.socket.setRecvBufferSize(1 << 18);
    this.host = `127.0.0.1:${this.socket.address().port}`;
  }

  close() {
    this.socket.close();
  }

  /** Register once, then publish, renew and fetch. */
  async round(first) {
    if (first) await this.register(3600);
    await this.publish();
    await this.publish();
    await this.fetch();
  }

  async leave() {
    await this.register(0);
  }

  async register(expires) {
    const rows = [`Contact: <sip:user${this.number}@${this.host}>`, `Expires: ${expires}`];
    this.registerId ??= id();
    await this.request('REGISTER', 'sip:example.com', { rows, callId: this.registerId, ok: 200 });
  }

  async publish() {
    const {
      publishTo,
      accept = '*;+g.oma.sip-im;require;explicit',
      publishRows = [],
      body = document(true),
    } = this.defect;
    const rows = ['Event: service-settings', `Accept-Contact: ${accept}`, ...publishRows];
    rows.push('Content-Type: application/poc-settings+xml');
    if (this.entityTag !== undefined) rows.push(`SIP-If-Match: ${this.entityTag}`);
    this.publishId ??= id();
    const uri = publishTo?.() ?? this.user;
    const answer = await this.request('PUBLISH', uri, { rows, body, callId: this.publishId });
    const status = Number(answer.slice(8, 11));
    if (status === 200) this.entityTag = row(answer, 'SIP-ETag');
    else if (status === 412) this.entityTag = undefined;
    else throw new Error(`user${this.number}: PUBLISH ${status}`);
  }

  async fetch() {
    const { fetchExpires = '0', unsubscribes } = this.defect;
    const contact = `Contact: <sip:user${this.number}@${this.host}>`;
    const accept = 'Accept: application/poc-settings+xml';
    const [callId, tag] = [id(), id()];
    const notified = new Promise((done) => this.notified.set(callId, done));
    const rows = ['Event: service-settings', accept, contact, `Expires: ${fetchExpires}`];
    const answer = await this.request('SUBSCRIBE', this.user, { rows, callId, tag, ok: 200 });
    await notified;
    if (unsubscribes) {
      const last = new Promise((done) => this.notified.set(callId, done));
      const to = row(answer, 'To');
      const rows = ['Event: service-settings', accept, contact, 'Expires: 0'];
      const target = /<([^>]*)>/.exec(row(answer, 'Contact'))[1];
      await this.request('SUBSCRIBE', target, { rows, callId, tag, to, ok: 200 });
      await last;
    }
    this.notified.delete(callId);
  }

  /** Sends a request and repeats it (RFC 3261 §17.1.2.2) until its final response is there. */
  async request(method, uri, { rows, body = '', callId, tag = id(), to = `<${this.user}>`, ok }) {
    const branch = `z9hG4bK${id()}`;
    this.cseq += 1;
    const text = [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/UDP ${this.host};branch=${branch};rport`,
      'Max-Forwards: 70',
      `From: <${this.user}>;tag=${tag}`,
      `To: ${to}`,
      `Call-ID: ${callId}`,
      `CSeq: ${this.cseq} ${method}`,
      'User-Agent: imconf-load',
      ...rows,
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n');
    const answered = new Promise((done) => this.waiting.set(branch, done));
    const answer = await this.repeatedly(text, answered, `user${this.number}: no answer to ${method}`);
    this.waiting.delete(branch);
    const status = Number(answer.slice(8, 11));
    if (ok !== undefined && status !== ok) throw new Error(`user${this.number}: ${method} ${status}`);
    return answer;
  }

  async repeatedly(text, answered, problem) {
    for (let attempt = 0, wait = retryMs; attempt < attempts; attempt += 1, wait = Math.min(2 * wait, 4000)) {
      this.send(text);
      if (attempt > 0) this.repeats += 1;
      let timer;
      const late = new Promise((done) => {
        timer = setTimeout(done, wait);
      });
      const answer = await Promise.race([answered, late]);
      clearTimeout(timer);
      if (answer !== undefined) return answer;
    }
    throw new Error(problem);
  }

  send(text) {
    this.sent += 1;
    const [host, port] = this.server.split(':');
    this.socket.send(Buffer.from(text, 'latin1'), Number(port), host);
  }

  received(text) {
    if (text.startsWith('SIP/2.0 ')) {
      if (!text.startsWith('SIP/2.0 1')) this.waiting.get(/;branch=([^;\s]+)/.exec(row(text, 'Via'))?.[1])?.(text);
      return;
    }
    if (!text.startsWith('NOTIFY ')) return;
    const copied = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].map((name) => `${name}: ${row(text, name)}`);
    this.send(['SIP/2.0 200 OK', ...copied, 'Content-Length: 0', '', ''].join('\r\n'));
    this.notified.get(row(text, 'Call-ID'))?.();
  }
}

let ids = 0;
const run = Math.random().toString(36).slice(2, 10);

function id() {
  ids += 1;
  return `${run}${ids.toString(36)}`;
}

function row(text, name) {
  return new RegExp(`^${name}: (.*?)\\r$`, 'm').exec(text)?.[1];
}

module.exports = { Client };
