import { type Address, formatAddress, type TransportName } from '../../core/address';
import type { TraceEvent } from '../event';
import type { Captured, CapturedMessage } from './captured';
import { Orientation } from './orientation';

export const alice: Address = { host: '192.0.2.10', port: 5060 };
export const bob: Address = { host: '192.0.2.20', port: 40_000 };
export const proxy: Address = { host: '198.51.100.1', port: 5060 };
export const server: Address = { host: '198.51.100.2', port: 5060 };

/** What a test says of a message; the rest is made up so that a request and its response fit together. */
export interface Draft {
  /** Call-ID; messages with the same one belong together. */
  readonly call?: string;
  readonly cseq?: number;
  readonly fromTag?: string;
  readonly toTag?: string;
  readonly from?: string;
  readonly to?: string;
  /** Branches from the top down; each is a Via of a host with that name. */
  readonly vias?: readonly string[];
  /** The rows of a response or request beyond these. */
  readonly rows?: readonly string[];
}

/** A request as octets. */
export function request(method: string, draft: Draft = {}): Buffer {
  return Buffer.from([`${method} sip:alice@example.com SIP/2.0`, ...rowsOf(method, draft), '', ''].join('\r\n'));
}

/** The response to the request with the same method and draft. */
export function response(status: number, method: string, draft: Draft = {}): Buffer {
  return Buffer.from([`SIP/2.0 ${status} Whatever`, ...rowsOf(method, draft), '', ''].join('\r\n'));
}

function rowsOf(method: string, draft: Draft): readonly string[] {
  const { call = 'call-1', cseq = 1, fromTag = 'f1', toTag, vias = ['b1'], rows = [] } = draft;
  const { from = 'sip:alice@example.com', to = 'sip:alice@example.com' } = draft;
  return [
    ...vias.map((branch) => `Via: SIP/2.0/UDP ${branch}.example.com;branch=z9hG4bK${branch}-${call}-${cseq}`),
    `From: <${from}>;tag=${fromTag}`,
    `To: <${to}>${toTag === undefined ? '' : `;tag=${toTag}`}`,
    `Call-ID: ${call}`,
    `CSeq: ${cseq} ${method}`,
    ...rows,
    'Content-Length: 0',
  ];
}

/** A capture that is put together message by message. */
export class Capture {
  readonly all: Captured[] = [];

  send(source: Address, destination: Address, bytes: Buffer, more: Partial<CapturedMessage> = {}): this {
    const transport: TransportName = 'udp';
    const captureFrame = 10 * (this.all.length + 1);
    this.all.push({ kind: 'message', at: captureFrame, captureFrame, transport, source, destination, bytes, ...more });
    return this;
  }

  /** A request there, and the response back. */
  exchange(source: Address, destination: Address, method: string, draft: Draft = {}, status = 200): this {
    this.send(source, destination, request(method, draft));
    return this.send(destination, source, response(status, method, { ...draft, toTag: draft.toTag ?? 't1' }));
  }

  /** What comes out: each message as `in PUBLISH 192.0.2.10:5060` with the address of the client, and all that was counted. */
  orient(imAddresses: readonly string[] = []): {
    readonly events: readonly TraceEvent[];
    readonly lines: readonly string[];
    readonly counts: Orientation['counts'];
  } {
    const orientation = new Orientation({ imAddresses });
    const events = [...this.all.flatMap((captured) => [...orientation.see(captured)]), ...orientation.end()];
    return { events, lines: events.map(describeEvent), counts: orientation.counts };
  }
}

function describeEvent(event: TraceEvent): string {
  if (event.kind !== 'message') return event.kind;
  const { parsed, direction, remote } = event;
  const start = parsed.ok ? parsed.message.start : undefined;
  const what = start === undefined ? 'octets' : start.kind === 'request' ? start.method : `${start.status}`;
  return `${direction} ${what} ${formatAddress(remote)}`;
}
