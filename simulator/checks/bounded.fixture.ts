import { strict as assert } from 'node:assert';
import { publishBytes, responseBytes } from '../sip/message.fixture';
import { parseMessage } from '../sip/parse';
import { Conversations } from './subject';
import { context, SERVER } from './trace.fixture';

/** More records of one sort than this are never kept. */
const MOST = 20_000;

const row = (name: string, value: string) => [name, value] as const;

/** Lets requests of ever new clients come by, each answered, and asserts that no map grows beyond its bound. */
export function assertBounded(requests: number): void {
  const conversations = new Conversations(context({ imAddress: undefined, nextHop: undefined }));
  const request = publishBytes({ set: rowsOf('00000000'), body: '', without: ['Content-Type'] }).toString('latin1');
  const tag = row('SIP-ETag', 'etag-00000000');
  const response = responseBytes({ set: [...rowsOf('00000000'), tag] }).toString('latin1');
  let most: readonly number[] = [];
  for (let number = 1; number <= requests; number += 1) {
    const id = String(number).padStart(8, '0');
    const remote = { host: `10.${number >>> 16}.${(number >>> 8) & 255}.${number & 255}`, port: 5060 };
    for (const [text, direction] of [
      [request, 'in'],
      [response, 'out'],
    ] as const) {
      const bytes = Buffer.from(text.replaceAll('00000000', id), 'latin1');
      const event = { kind: 'message', frame: number, at: number, transport: 'udp', local: SERVER } as const;
      conversations.see({ ...event, direction, remote, bytes, parsed: parseMessage(bytes) });
    }
    openWebSocket(conversations, remote, Buffer.from(request.slice(0, 200).replaceAll('00000000', id), 'latin1'));
    if (number % 5_000 === 0) most = larger(most, conversations.sizes);
  }
  assert.ok(Math.max(...most) <= MOST, `kept ${most.join(', ')}`);
  assert.ok(Math.max(...most) > MOST / 10, 'nothing was kept: the requests did not come by');
}

/** A client that breaks off behind the first part of a message, and one that sends nothing at all. */
function openWebSocket(conversations: Conversations, { host }: { readonly host: string }, bytes: Buffer): void {
  const there = { at: 1, local: SERVER, connection: 1 } as const;
  conversations.see({ ...there, kind: 'websocket-handshake', remote: { host, port: 5062 }, protocols: ['sip'] });
  const event = { ...there, kind: 'message', frame: 1, direction: 'in', transport: 'ws' } as const;
  conversations.see({ ...event, remote: { host, port: 5061 }, bytes, parsed: parseMessage(bytes) });
}

function rowsOf(id: string) {
  return [
    row('Via', `SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK${id}`),
    row('From', `<sip:user${id}@example.com>;tag=t-${id}`),
    row('To', `<sip:user${id}@example.com>`),
    row('Call-ID', `call-${id}`),
  ];
}

function larger(a: readonly number[], b: readonly number[]): readonly number[] {
  return b.map((size, index) => Math.max(size, a[index] ?? 0));
}
