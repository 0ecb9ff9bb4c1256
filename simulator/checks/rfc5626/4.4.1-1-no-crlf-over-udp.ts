import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, info, pass } from '../observe';

const CR = 0x0d;
const LF = 0x0a;

const met: readonly Observation[] = [pass('no CR LF as keep-alive over UDP')];
const nothing: readonly Observation[] = [];

/**
 * RFC5626-4.4.1-1: CR LF as keep-alive is for streams, not for UDP (RFC 5626 §4.4.1; §4.4.2 has STUN for that). Datagrams without
 * octets, or with one, are not what it speaks of: a remark. The entry is met by requests over UDP as long as no such datagram comes.
 */
export const noCrlfOverUdp: FormCheck = {
  requirement: 'RFC5626-4.4.1-1',
  kinds: anyRequest,
  appliesTo: ({ event }) => event.transport === 'udp',
  judge: () => met,
  judgeTransport(event) {
    if (event.kind !== 'keep-alive' || event.transport !== 'udp' || event.direction !== 'in') return nothing;
    const { bytes } = event;
    if (isLineEnds(bytes)) {
      return [fail('CR LF as keep-alive over UDP', { expected: 'STUN, or nothing', actual: textOf(bytes) })];
    }
    const size = `${bytes.length} octet${bytes.length === 1 ? '' : 's'}`;
    return [info('a datagram to keep a binding open that is no message', { actual: size })];
  },
};

/** CR LF at least once and nothing else. */
function isLineEnds(bytes: Buffer): boolean {
  return bytes.length >= 2 && bytes.every((octet) => octet === CR || octet === LF);
}

function textOf(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll('\r', 'CR ').replaceAll('\n', 'LF ').trimEnd();
}
