const { connect } = require('node:net');

/**
 * What the transport of SIP.js takes for a WebSocket, and is a TCP connection: its messages are cut by Content-Length (RFC
 * 3261 §18.3). With the option `hackViaTcp` SIP.js writes "SIP/2.0/TCP" in Via.
 */
class TcpSocket {
  #socket;
  #held = Buffer.alloc(0);
  #listeners = { open: [], message: [], error: [], close: [] };

  /** @param {string} url `ws://HOST:PORT` */
  constructor(url) {
    const { hostname, port } = new URL(url);
    this.#socket = connect(Number(port), hostname.replace(/^\[|\]$/g, ''));
    this.#socket.setNoDelay(true);
    this.#socket.on('connect', () => this.#tell('open', {}));
    this.#socket.on('data', (octets) => this.#read(octets));
    this.#socket.on('end', () => this.#socket.end());
    this.#socket.on('error', (error) => this.#tell('error', error));
    this.#socket.on('close', () => this.#tell('close', { code: 1006 }));
    TcpSocket.last = this;
  }

  /** The port at this end. */
  get localPort() {
    return this.#socket.localPort;
  }

  addEventListener(kind, listener) {
    this.#listeners[kind].push(listener);
  }

  send(text) {
    this.#socket.write(text);
  }

  close() {
    this.#socket.end();
  }

  #read(octets) {
    this.#held = Buffer.concat([this.#held, octets]);
    for (let end = this.#endOfMessage(); end !== undefined; end = this.#endOfMessage()) {
      const text = this.#held.toString('utf8', 0, end);
      this.#held = this.#held.subarray(end);
      this.#tell('message', { data: text });
    }
  }

  /** Where the first message ends, if it is whole; CR LF before it is left out (RFC 3261 §7.5). */
  #endOfMessage() {
    let start = 0;
    while (this.#held[start] === 0x0d || this.#held[start] === 0x0a) start += 1;
    this.#held = this.#held.subarray(start);
    const endOfHead = this.#held.indexOf('\r\n\r\n');
    if (endOfHead === -1) return undefined;
    const [, length = '0'] =
      /^(?:content-length|l)[ \t]*:[ \t]*(\d+)/im.exec(this.#held.toString('utf8', 0, endOfHead)) ?? [];
    const end = endOfHead + 4 + Number(length);
    return end > this.#held.length ? undefined : end;
  }

  /** An exception in a listener goes to the console, as in a browser, and ends nothing. */
  #tell(kind, event) {
    for (const listener of this.#listeners[kind]) {
      try {
        listener(event);
      } catch (error) {
        console.error(error);
      }
    }
  }
}

module.exports = { TcpSocket };
