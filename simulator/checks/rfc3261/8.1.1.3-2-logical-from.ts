import type { Span } from '../../core/span';
import { hostsEqual } from '../../sip/host';
import { firstField, type SipRequest } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { parseUri } from '../../sip/uri';
import { readVia } from '../../sip/via';
import { registerPublishOrSubscribe } from '../applies';
import type { FormCheck, JudgeContext, Observation } from '../check';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('a logical address in From')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-8.1.1.3-2: From names the user, not the terminal (RFC 3261 §8.1.1.3): its host is neither the address that the request
 * came from nor the sent-by host of the top Via. Nothing is said where the IM Address has that host by configuration, nor where the
 * server has it as well, as on one machine: then it may be the domain.
 */
export const logicalFrom: FormCheck = {
  requirement: 'RFC3261-8.1.1.3-2',
  kinds: registerPublishOrSubscribe,
  appliesTo: isWholeAndNoRemoval,
  judge({ message, event: { remote, local } }, context) {
    const field = firstField(message, 'from');
    const from = field === undefined ? undefined : readNameAddr(field);
    if (!from?.ok) return nothing;
    const { parsed, uri, uriSpan } = from.value;
    if (parsed.kind !== 'sip' && parsed.kind !== 'sips') return met;
    const { host } = parsed;
    const isSource = hostsEqual(host, reference(remote.host));
    if (!isSource && !isSentBy(host, message)) return met;
    if (hostsEqual(host, reference(local.host)) || isOfImAddress(host, context)) return nothing;
    return [terminal(uri, uriSpan, isSource)];
  },
};

function terminal(uri: string, span: Span, isSource: boolean): Observation {
  const whose = isSource ? 'the address that the request came from' : 'the host of the top Via';
  return fail(`the host of From ${quoted(uri)} is ${whose}`, { expected: 'a logical address in From', span });
}

/** An address as a URI has it. */
function reference(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function isSentBy(host: string, message: SipRequest): boolean {
  const field = firstField(message, 'via');
  const read = field === undefined ? undefined : readVia(field);
  const top = read?.ok ? read.value[0] : undefined;
  return top !== undefined && hostsEqual(host, top.host);
}

function isOfImAddress(host: string, { imAddress, imAddressAliases }: JudgeContext): boolean {
  const known = imAddress === undefined ? imAddressAliases : [imAddress, ...imAddressAliases];
  return known.some((address) => {
    const read = parseUri(address);
    return read.ok && (read.value.kind === 'sip' || read.value.kind === 'sips') && hostsEqual(host, read.value.host);
  });
}
