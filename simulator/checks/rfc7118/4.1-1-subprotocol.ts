import type { FormCheck, Observation } from '../check';
import { fail, pass, warn } from '../observe';
import { quoted } from '../text';

const SUBPROTOCOL = 'sip';

const met: readonly Observation[] = [pass('the sub-protocol sip offered')];
const nothing: readonly Observation[] = [];

/**
 * RFC7118-4.1-1: the start of a WebSocket offers the sub-protocol sip (RFC 7118 §4.1), alone or among others. Another letter case is
 * a warning: sub-protocols are compared octet by octet (RFC 6455 §4.2.2), though many servers do not.
 */
export const subprotocol: FormCheck = {
  requirement: 'RFC7118-4.1-1',
  kinds: [],
  judge: () => nothing,
  judgeTransport(event) {
    if (event.kind !== 'websocket-handshake') return nothing;
    const { protocols } = event;
    if (protocols.includes(SUBPROTOCOL)) return met;
    const expected = 'Sec-WebSocket-Protocol with sip';
    const similar = protocols.find((name) => name.toLowerCase() === SUBPROTOCOL);
    if (similar !== undefined) return [warn(`the sub-protocol ${quoted(similar)}`, { expected, actual: similar })];
    const actual = protocols.length === 0 ? 'missing' : protocols.join(', ');
    return [fail('a WebSocket without the sub-protocol sip', { expected, actual })];
  },
};
