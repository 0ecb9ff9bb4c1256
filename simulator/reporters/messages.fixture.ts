import { parseMessage } from '../sip/parse';
import type { MessageEvent } from '../trace/event';

/** 2026-01-31 08:00:00 UTC. */
export const start = Date.UTC(2026, 0, 31, 8);

const body = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<poc-settings xmlns="urn:oma:params:xml:ns:poc:poc-settings" xmlns:im="urn:oma:xml:im:service-settings">',
  '  <entity id="do39s8zksn2d98x">',
  '    <isb-settings><incoming-session-barring active="false"/></isb-settings>',
  '    <im:ipmb-settings><im:incoming-pager-mode-barring active="no"/></im:ipmb-settings>',
  '    <im:vis-settings><im:vis-status active="true"/></im:vis-settings>',
  '    <im:deferred-settings><im:offline-delivery active="true"/></im:deferred-settings>',
  '    <im:hist-settings><im:hist-activation active="false"/></im:hist-settings>',
  '  </entity>',
  '</poc-settings>',
].join('\n');

/** A PUBLISH with an Expires header field and a wrong value for IPMB. */
export const publishText = [
  'PUBLISH sip:alice@example.com SIP/2.0',
  'Via: SIP/2.0/UDP 192.0.2.10:5070;branch=z9hG4bK74bf9c1f2a;rport',
  'Max-Forwards: 70',
  'From: <sip:alice@example.com>;tag=4fa3c2d19b',
  'To: <sip:alice@example.com>',
  'Call-ID: b89rjhnedlrfjflslj40a222',
  'CSeq: 1 PUBLISH',
  'Event: service-settings',
  'Expires: 3600',
  'Accept-Contact: *;+g.oma.sip-im;require;explicit',
  'User-Agent: Example IM/2.1',
  'Content-Type: application/poc-settings+xml',
  `Content-Length: ${Buffer.byteLength(body)}`,
  '',
  body,
].join('\r\n');

function response(reason: string, cseq: string, headers: readonly string[]): string {
  const common = ['Via: SIP/2.0/UDP 192.0.2.10:5070;branch=z9hG4bK74bf9c1f2a', `CSeq: ${cseq}`, ...headers];
  return [`SIP/2.0 ${reason}`, ...common, 'Content-Length: 0', '', ''].join('\r\n');
}

/** A message event with the frame, time and direction given. */
export function messageEvent(
  frame: number,
  text: string | Buffer,
  direction: MessageEvent['direction'] = 'in',
  at: number = start + frame * 120,
): MessageEvent {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const local = { host: '127.0.0.1', port: 5060 };
  const remote = { host: '192.0.2.10', port: 5070 };
  return { kind: 'message', frame, at, direction, transport: 'udp', local, remote, bytes, parsed: parseMessage(bytes) };
}

const register =
  publishText.replaceAll('PUBLISH', 'REGISTER').split('Event:')[0]?.concat('Content-Length: 0\r\n\r\n') ?? '';
/** The PUBLISH as frame 3. */
export const publishEvent: MessageEvent = messageEvent(3, publishText);

/** A registration and a publication that is repeated. */
export const messages: readonly MessageEvent[] = [
  messageEvent(1, register),
  messageEvent(2, response('200 OK', '1 REGISTER', ['Expires: 3600']), 'out', start + 122.4),
  publishEvent,
  messageEvent(4, publishText, 'in', start + 860),
  messageEvent(5, response('200 OK', '1 PUBLISH', ['SIP-ETag: e1-Zx.9', 'Expires: 3600']), 'out', start + 861),
];
