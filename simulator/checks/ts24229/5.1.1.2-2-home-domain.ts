import { readRequestUri } from '../../sip/request-uri';
import { isIms, registerOnly } from '../applies';
import type { FormCheck, JudgeContext, Observation } from '../check';
import { isAddress } from '../common/arrival';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('the home network domain as Request-URI')];
const nothing: readonly Observation[] = [];

/**
 * TS24229-5.1.1.2-2: the Request-URI of a REGISTER is the SIP URI of the home network domain (TS 24.229 clause 5.1.1.2.1). Where PIXIT
 * does not tell the domain, only an IP address is surely none. A user part breaks RFC3261-10.2-1.
 */
export const homeDomain: FormCheck = {
  requirement: 'TS24229-5.1.1.2-2',
  kinds: registerOnly,
  appliesTo: (_, context) => isIms(context),
  judge({ message }, context) {
    const read = readRequestUri(message);
    if (!read.ok) return nothing;
    const { requestUri, requestUriSpan: span } = message.start;
    if (read.value.kind !== 'sip' && read.value.kind !== 'sips') {
      return [fail(`Request-URI ${quoted(requestUri)} is no SIP URI`, { expected: expectedBy(context), span })];
    }
    const { host } = read.value;
    if (isHome(host, context)) return met;
    return [
      fail(`Request-URI ${quoted(requestUri)} is not the home network domain`, { expected: expectedBy(context), span }),
    ];
  },
};

function isHome(host: string, { homeDomain: domain }: JudgeContext): boolean {
  return domain === undefined ? !isAddress(host) : host.toLowerCase() === domain.toLowerCase();
}

function expectedBy({ homeDomain: domain }: JudgeContext): string {
  return domain === undefined ? 'the SIP URI of the home network domain' : `sip:${domain}`;
}
