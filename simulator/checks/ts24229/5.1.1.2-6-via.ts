import { firstField } from '../../sip/message';
import { paramNamed } from '../../sip/params';
import { readVia, type Via } from '../../sip/via';
import { isIms, registerOnly } from '../applies';
import type { FormCheck, FormEvent, JudgeContext, Observation } from '../check';
import { sameHost } from '../common/arrival';
import { isUnprotected } from '../common/first-register';
import { showsProxy } from '../common/via-proxy';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('rport and the port of the terminal in Via')];
const nothing: readonly Observation[] = [];

/**
 * TS24229-5.1.1.2-6: the Via of the unprotected REGISTER has rport, and over UDP the port that the request was sent from (TS 24.229
 * clause 5.1.1.2.1). Behind a NAT, which shows by another address, the port cannot be compared. `keep` may be switched off; it is asked
 * for where PICS outbound declares that the terminal keeps its flow open (RFC 6223). A value of rport breaks RFC3581-3-1.
 */
export const registerVia: FormCheck = {
  requirement: 'TS24229-5.1.1.2-6',
  kinds: registerOnly,
  appliesTo: (subject, context) =>
    isIms(context) &&
    context.rules.capture_point === 'client-edge' &&
    hasWholeHeader(subject) &&
    isUnprotected(subject),
  judge({ message, event }, context) {
    const field = firstField(message, 'via');
    const read = field === undefined ? undefined : readVia(field);
    const top = read?.ok ? read.value[0] : undefined;
    if (top === undefined || showsProxy(message)) return nothing;
    const found = [...judgeRport(top), ...judgePort(top, event), ...judgeKeep(top, context)];
    return found.length > 0 ? found : met;
  },
};

function judgeRport({ rport, span }: Via): readonly Observation[] {
  return rport === undefined ? [fail('no rport in the top Via', { expected: 'rport', span })] : nothing;
}

function judgePort({ host, port = 5060, span }: Via, { transport, remote }: FormEvent): readonly Observation[] {
  if (transport !== 'udp' || !sameHost(host, remote.host) || port === remote.port) return nothing;
  const expected = `port ${remote.port}, which the request was sent from`;
  return [fail(`sent-by names port ${port}`, { expected, span })];
}

function judgeKeep({ params, span }: Via, { pics }: JudgeContext): readonly Observation[] {
  if (pics.outbound !== true || paramNamed(params, 'keep') !== undefined) return nothing;
  return [fail('no keep in the top Via', { expected: 'keep, as PICS outbound declares', span })];
}
