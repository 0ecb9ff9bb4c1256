import type { Details } from './detail';
import { anyRun } from './phrases';

/** RFC 5626: keep-alives of client-initiated connections. */
export const rfc5626: Details = {
  'RFC5626-4.4-1': {
    lookAt: 'gaps between keep-alives',
    rule: '<= Flow-Timer',
    pass: 'the rule holds',
    fail: 'longer gaps',
    inconclusive: 'outbound not negotiated',
    provoke: 'send Flow-Timer: 30',
    exampleRight: 'a keep-alive every 25 s after Flow-Timer: 30',
    exampleViolation: 'no keep-alive for 120 s',
    legalVariants: ['random spacing between 80 % and 100 % of the value'],
    verified: 'verified: RFC 5626 section 4.4',
  },
  'RFC5626-4.4.1-1': {
    lookAt: 'UDP datagrams of only CR LF octets or single NUL/space octets',
    rule: 'no occurrence of the kind named in the statement',
    pass: 'nothing of the kind was seen',
    fail: 'CRLFCRLF datagram',
    inconclusive: 'datagram of other non-SIP content, e.g. STUN (allowed)',
    provoke: anyRun,
    exampleRight: 'UDP datagram with a STUN binding request',
    exampleViolation: 'UDP datagram 0D 0A 0D 0A',
    legalVariants: [
      'STUN binding requests on the same port',
      'zero-length or single-octet NAT pings: outside this rule, reported as info',
    ],
    verdictReason: 'harmless NAT ping of clients without outbound support',
    rationale: 'Many clients do this as a NAT ping before RFC 5626 support is known; harmless, so only info.',
    verified: 'verified: RFC 5626 section 4.4.1',
  },
  'RFC5626-4.4.1-2': {
    lookAt: 'octets between messages; reaction when the pong is withheld',
    rule: 'exactly CR LF CR LF; after 10 s without CR LF the client opens a new flow and registers again',
    pass: 'the rule holds',
    fail: 'single CR LF as ping, ping inside a message, no reaction',
    inconclusive: 'keep-alive not negotiated',
    provoke: 'answer pings for a while, then stop',
    exampleRight: '0D 0A 0D 0A between two messages; a new flow and REGISTER when no 0D 0A comes back',
    exampleViolation: 'client keeps the dead flow for minutes',
    legalVariants: ['intervals chosen by the client', 'WebSocket ping frames instead on WS'],
    verified: 'verified: RFC 5626 section 4.4.1',
  },
};
