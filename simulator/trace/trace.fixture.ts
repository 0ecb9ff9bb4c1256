import type { Address } from '../core/address';
import { publishBytes, responseBytes } from '../sip/message.fixture';
import type { MessageEvent } from './event';
import { type MessageFields, messageEvent } from './message-event';

/** 2026-11-22, 14:02:03.456789 UTC. */
export const someTime = 1_795_356_123_456.789;

export const localV4: Address = { host: '127.0.0.1', port: 5060 };
export const remoteV4: Address = { host: '192.0.2.7', port: 40_000 };
export const localV6: Address = { host: '::1', port: 5060 };
export const remoteV6: Address = { host: '2001:db8::7', port: 40_000 };

/** A PUBLISH that arrives over UDP, or what the changes make of it. */
export function message(changes: Partial<MessageFields> = {}): MessageEvent {
  const arrived: MessageFields = {
    frame: 1,
    at: someTime,
    direction: 'in',
    transport: 'udp',
    local: localV4,
    remote: remoteV4,
    bytes: publishBytes(),
  };
  return messageEvent({ ...arrived, ...changes });
}

/** A request and its response, back and forth `count` times over one connection or socket. */
export function exchange(count: number, changes: Partial<MessageFields> = {}): readonly MessageEvent[] {
  return Array.from({ length: 2 * count }, (_, index) =>
    message({
      frame: index + 1,
      at: someTime + index,
      direction: index % 2 === 0 ? 'in' : 'out',
      bytes: index % 2 === 0 ? publishBytes() : responseBytes(),
      ...changes,
    }),
  );
}
