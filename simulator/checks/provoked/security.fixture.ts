import { row } from '../history.fixture';
import type { ContextChanges } from '../trace.fixture';
import { known } from './digest.fixture';

/** What the client offers. */
export const OFFER = 'ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=3;port-s=4';
/** What the server offers. */
export const SERVER_OFFER = 'ipsec-3gpp;q=0.1;alg=hmac-sha-1-96;spi-c=11;spi-s=12;port-c=13;port-s=14';
export const DIGEST_OFFER = 'digest;q=0.2;d-alg=md5';

/** Both, as a server tells them. */
export const told = [row('Security-Server', `${DIGEST_OFFER}, ${SERVER_OFFER}`)];
/** Both, as a client mirrors them. */
export const mirrored = row('Security-Verify', `${DIGEST_OFFER}, ${SERVER_OFFER}`);
export const offered = row('Security-Client', OFFER);
export const required = [row('Require', 'sec-agree'), row('Proxy-Require', 'sec-agree')];

/** An IMS core with IMS AKA. */
export const aka: ContextChanges = {
  ...known,
  pics: { sip_ip_core: 'ims', auth: 'aka' },
  homeDomain: 'example.com',
};
