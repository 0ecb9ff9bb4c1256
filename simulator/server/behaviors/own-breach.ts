import { missingMandatory } from '../../sip/mandatory';
import { readMediaType } from '../../sip/media-type';
import { type Defect, firstField, isRequest, type SipMessage } from '../../sip/message';
import { readContentLength } from '../../sip/numbers';
import { parseMessage } from '../../sip/parse';
import type { ServerConfig } from '../config';
import type { Packet } from '../packet';
import { type OwnRequestContext, requestBreaches } from './own-request-rules';
import { type ResponseContext, responseBreaches } from './own-response-rules';
import type { OwnRule } from './own-rule';

/** A rule for servers that a message of ours breaks. */
export interface Breach {
  readonly rule: OwnRule;
  /** How, in words for people. */
  readonly text: string;
}

/** What is known of the message that leaves. */
export interface OwnContext {
  readonly config: ServerConfig;
  /** The request that a response answers; left out where it cannot be read. */
  readonly response?: ResponseContext;
  /** What a request of ours has to fit to, as far as it is known. */
  readonly request?: OwnRequestContext;
}

/** Reads a message of ours with our own parser, and finds every rule for servers that it breaks. */
export function ownBreaches(packet: Packet, context: OwnContext): readonly Breach[] {
  const parsed = parseMessage(packet.bytes, { stream: packet.transport === 'tcp' });
  if (!parsed.ok) return [{ rule: 'syntax', text: parsed.problem.message }];
  const { message } = parsed;
  const found = [...commonBreaches(message)];
  if (isRequest(message)) found.push(...requestBreaches(packet, message, context.config, context.request));
  else found.push(...responseBreaches(packet, message, context.config, context.response));
  return found;
}

/** What is said about breaches that nobody meant: for people, and for the trace. */
export function describeBreaches(
  breaches: readonly Breach[],
  packet: Packet,
  behavior: string | undefined,
): readonly string[] {
  const line = firstLine(packet);
  const whose = behavior === undefined ? '' : `, made by the behaviour "${behavior}",`;
  return breaches.map(
    ({ rule, text }) =>
      `the simulated server's own message "${line}"${whose} breaks the rule "${rule}": ${text}; this is a fault of the ` +
      'tester, and nothing that the client does about it is judged',
  );
}

function firstLine({ bytes }: Packet): string {
  return bytes.toString('latin1', 0, 120).trimStart().split('\r\n', 1)[0] ?? '';
}

function* commonBreaches(message: SipMessage): Generator<Breach> {
  for (const defect of message.defects) yield { rule: ruleOf(defect), text: defect.message };
  for (const name of missingMandatory(message)) yield { rule: 'mandatory', text: `${name} is missing` };
  const length = firstField(message, 'content-length');
  const read = length && readContentLength(length);
  if (length === undefined) yield { rule: 'content-length', text: 'Content-Length is missing' };
  else if (read?.ok && read.value !== message.bytes.length - message.body.start)
    yield { rule: 'content-length', text: `Content-Length does not count the octets that follow: ${length.value}` };
  if (message.body.end > message.body.start) yield* bodyBreaches(message);
}

/** The parser tells of a length that does not fit under these names. */
function ruleOf({ rule }: Defect): OwnRule {
  return rule === 'Content-Length' || rule === 'RFC 3261 §18.3' ? 'content-length' : 'syntax';
}

function* bodyBreaches(message: SipMessage): Generator<Breach> {
  const field = firstField(message, 'content-type');
  const read = field && readMediaType(field);
  if (field === undefined) yield { rule: 'content-type', text: 'there is a body, and no Content-Type' };
  else if (!read?.ok) yield { rule: 'content-type', text: `Content-Type ${field.value} cannot be read` };
}
