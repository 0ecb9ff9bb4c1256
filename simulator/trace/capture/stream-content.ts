import type { Buffer } from 'node:buffer';
import type { Millis } from '../../core/time';
import { ByteQueue } from './byte-queue';
import type { Connection, Flow } from './connection';
import { notSip, type Refusal } from './counts';
import { type Endpoint, TCP_SIP } from './endpoints';
import { encryptedTls, likeTls } from './other-protocols';
import { SipStream } from './sip-stream';
import { likeStartLine, skipLineEnds } from './start-line';
import type { StreamSink } from './tcp-assembly';
import { likeSipFrame, WebSocketFrames } from './web-socket-frames';
import { HttpHead, isSwitching, readUpgrade } from './web-socket-handshake';

/** What one direction of a connection carries. */
type Kind = 'unknown' | 'sip' | 'request-of-http' | 'response-of-http' | 'web-socket' | 'encrypted' | 'other';

/** How many octets are looked at to learn what a connection carries; a SIP start line is shorter. */
const ENOUGH = 8192;

/**
 * Finds out what one direction of a TCP connection carries, and takes the SIP messages out of it: SIP itself (RFC 3261 §18), or in
 * WebSocket frames (RFC 7118). Where it is something else, the beginning of each segment is looked at, in case that changes.
 */
export class StreamContent implements StreamSink {
  readonly #connection: Connection;
  readonly #flow: Flow;
  /** Whether the first octet of the direction is in the capture. */
  #isFromStart = false;
  #kind: Kind = 'unknown';
  /** The first octets, while they do not tell what they begin. */
  #first = new ByteQueue();
  #sip: SipStream | undefined;
  #http: HttpHead | undefined;
  #webSocket: WebSocketFrames | undefined;

  constructor(connection: Connection, source: Endpoint, destination: Endpoint) {
    this.#connection = connection;
    this.#flow = { source, destination, frame: 0, at: 0 };
  }

  get wantsOrder(): boolean {
    return this.#kind !== 'other' && this.#kind !== 'encrypted';
  }

  /** Octets that are kept. */
  get held(): number {
    const queued = this.#first.length + (this.#http?.held ?? 0);
    return queued + (this.#sip?.held ?? 0) + (this.#webSocket?.held ?? 0);
  }

  /** The connection begins with the next octet. */
  begin(): void {
    this.#isFromStart = true;
  }

  data(bytes: Buffer, start: number, end: number, frame: number, at: Millis): void {
    // What waited for an earlier segment is there when that one is.
    if (frame > this.#flow.frame) {
      this.#flow.frame = frame;
      this.#flow.at = at;
    }
    if (this.#kind === 'unknown' && this.#first.length > 0) {
      this.#first.append(bytes, start, end);
      this.#decide(this.#first.bytes, this.#first.start, this.#first.end);
    } else if (this.#kind === 'unknown' || this.#mayChange(bytes, start, end)) this.#decide(bytes, start, end);
    else this.#pass(bytes, start, end);
  }

  lost(): void {
    if (this.#kind === 'sip') this.#sip?.lost();
    else if (this.#kind === 'web-socket') this.#webSocket?.cut();
    else this.#forget(this.#isSipPath() ? 'sip' : 'other');
  }

  ended(): void {
    this.#close(false);
  }

  /** The capture ends here, or this connection is given up: what there is of a message is handed over as cut off. */
  cut(): void {
    this.#close(true);
  }

  #close(isTruncated: boolean): void {
    const first = this.#first.bytes.subarray(this.#first.start, this.#first.end);
    if (first.length > 0 && this.#isSipPath()) {
      this.#sip = this.#newSip(true);
      this.#sip.push(first);
    }
    this.#sip?.end(isTruncated);
    this.#webSocket?.cut();
    this.#forget('other');
  }

  #forget(kind: Kind): void {
    this.#kind = kind;
    this.#first.clear();
    this.#sip = kind === 'sip' ? this.#newSip(false) : undefined;
    this.#http = undefined;
    this.#webSocket = undefined;
  }

  /** Whether this segment may begin something else than what the stream carried so far. */
  #mayChange(bytes: Buffer, start: number, end: number): boolean {
    switch (this.#kind) {
      case 'other':
        return true;
      case 'sip':
        return (this.#sip?.isSearching ?? true) && (this.#connection.isEncrypted || likeTls(bytes, start, end));
      case 'web-socket':
        // The server refused: the client may speak HTTP again.
        return this.#connection.upgrade === undefined;
      default:
        return false;
    }
  }

  /** Learns from the octets what the stream carries, and passes them on; keeps them where they do not tell yet. */
  #decide(bytes: Buffer, start: number, end: number): void {
    const kind = this.#kindOf(bytes, start, end);
    if (kind === 'unknown') {
      if (this.#first.length === 0) this.#first.append(bytes, start, end);
      return;
    }
    this.#start(kind, this.#kind === 'unknown' && this.#isFromStart);
    this.#pass(bytes, start, end);
    this.#first.clear();
  }

  #kindOf(bytes: Buffer, start: number, end: number): Kind {
    if (this.#connection.isEncrypted || likeTls(bytes, start, end)) return 'encrypted';
    const mayWait = this.#kind === 'unknown' && this.#isFromStart && end - start < ENOUGH;
    const text = skipLineEnds(bytes, start, end);
    if (text === end && mayWait) return 'unknown';
    if (beginsWith(bytes, text, end, 'GET ')) return 'request-of-http';
    if (beginsWith(bytes, text, end, 'HTTP/')) return this.#connection.upgrade ? 'response-of-http' : 'other';
    const likeness = likeStartLine(bytes, text, end);
    if (likeness === 'yes') return 'sip';
    if (likeSipFrame(bytes, start, end)) return 'web-socket';
    if (mayWait && (likeness === 'more' || isShortRecord(bytes, start, end))) return 'unknown';
    return this.#isSipPath() ? 'sip' : 'other';
  }

  #start(kind: Kind, isWhole: boolean): void {
    this.#kind = kind;
    if (kind === 'sip') this.#sip = this.#newSip(isWhole);
    if (kind === 'encrypted') this.#connection.isEncrypted = true;
    if (kind === 'request-of-http' || kind === 'response-of-http') this.#http = new HttpHead();
    if (kind !== 'web-socket') return;
    // The handshake is not in the capture.
    this.#connection.upgrade ??= { protocols: [], put: () => undefined, isPut: true };
    this.#webSocket = this.#newWebSocket();
  }

  #pass(bytes: Buffer, start: number, end: number): void {
    switch (this.#kind) {
      case 'sip':
        this.#sip?.push(bytes.subarray(start, end));
        break;
      case 'web-socket':
        this.#webSocket?.push(bytes.subarray(start, end));
        break;
      case 'request-of-http':
      case 'response-of-http':
        this.#passHttp(bytes.subarray(start, end));
        break;
      default:
        this.#connection.refuse(this.#kind === 'encrypted' ? encryptedTls : notSip);
    }
  }

  #passHttp(bytes: Buffer): void {
    const read = this.#http?.push(bytes);
    if (read === undefined) return;
    const isUpgraded = read !== 'no' && this.#readHead(read.head);
    this.#forget(isUpgraded ? 'web-socket' : 'other');
    if (!isUpgraded) {
      this.#connection.refuse(notSip);
      return;
    }
    this.#webSocket = this.#newWebSocket();
    if (read.rest.length > 0) this.#webSocket.push(read.rest);
  }

  /** Whether WebSocket frames follow. */
  #readHead(head: string): boolean {
    if (this.#kind === 'request-of-http') {
      const protocols = readUpgrade(head);
      if (protocols !== undefined) this.#connection.asksToUpgrade(this.#flow, protocols);
      return protocols !== undefined;
    }
    const isUpgraded = isSwitching(head);
    if (!isUpgraded) this.#connection.upgrade = undefined;
    return isUpgraded;
  }

  #newSip(isFromStart: boolean): SipStream {
    return new SipStream(
      {
        message: (bytes, isTruncated) => this.#connection.message(this.#flow, 'tcp', bytes, isTruncated),
        skipped: (refusal: Refusal) => this.#connection.refuse(refusal),
      },
      isFromStart,
    );
  }

  #newWebSocket(): WebSocketFrames {
    return new WebSocketFrames({
      message: (bytes, isTruncated) => this.#webSocketMessage(bytes, isTruncated),
      skipped: (refusal: Refusal) => this.#connection.refuse(refusal),
    });
  }

  /** Line ends alone keep the connection open (RFC 7118 §6); what else is no SIP counts where SIP was agreed on. */
  #webSocketMessage(bytes: Buffer, isTruncated: boolean): void {
    const text = skipLineEnds(bytes, 0, bytes.length);
    if (text === bytes.length) return;
    const isSip = this.#isSipPath() || this.#connection.upgrade?.protocols.includes('sip');
    if (isSip || likeStart(bytes, 0, bytes.length)) this.#connection.message(this.#flow, 'ws', bytes, isTruncated);
    else this.#connection.refuse(notSip);
  }

  #isSipPath(): boolean {
    const { source, destination } = this.#flow;
    return source.isSipPath(destination, TCP_SIP);
  }
}

function likeStart(bytes: Buffer, start: number, end: number): boolean {
  return likeStartLine(bytes, skipLineEnds(bytes, start, end), end) === 'yes';
}

/** Too few octets for the head of a TLS record, that may become one. */
function isShortRecord(bytes: Buffer, start: number, end: number): boolean {
  const type = bytes[start] as number;
  return end - start < 5 && type >= 20 && type <= 23;
}

function beginsWith(bytes: Buffer, start: number, end: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (start + index >= end || bytes[start + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}
