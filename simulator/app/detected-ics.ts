import type { Pics } from '../requirements/configuration';
import type { Detected, DetectedClient } from '../verdict/detected-ics';
import type { Diagnostic } from '../verdict/result';

/** Signs that nothing but an IMS client shows; identity and Path header fields are used elsewhere too (RFC 3325, RFC 3327). */
const certainSigns = ['P-Access-Network-Info', 'Security-Client', 'Security-Verify'];

/** The algorithm that each value of `pics.auth` stands for, as `DetectedClient.authentication` writes it. */
const algorithms: Readonly<Record<string, string>> = { md5: 'DIGEST MD5', 'sha-256': 'DIGEST SHA-256' };

/**
 * Where the traffic contradicts what the vendor declared (or what holds where nothing was declared): `warn` where the client
 * did what it is said not to do, `info` where it might only not have been made to show it. Equal sentences are told once.
 */
export function contradictions(pics: Pics, { clients }: Detected): readonly Diagnostic[] {
  const found = clients.flatMap((client) =>
    [transports, authentication, core, flavour, accessNetwork].flatMap((rule) => rule(pics, client)),
  );
  return found.filter(({ message }, index) => found.findIndex((other) => other.message === message) === index);
}

function transports({ transports: declared }: Pics, client: DetectedClient): readonly Diagnostic[] {
  if (declared === undefined) return [];
  return client.transports
    .filter((used) => !declared.some((name) => name === used))
    .map((used) =>
      warn(`the ICS (pics.transports) declares ${declared.join(', ')}, but ${who(client)} sends requests over ${used}`),
    );
}

function authentication({ auth }: Pics, client: DetectedClient): readonly Diagnostic[] {
  const { authentication: used, challenged } = client;
  if (auth === undefined) return [];
  if (auth === 'none') {
    return used.length === 0
      ? []
      : [warn(`the ICS (pics.auth) declares none, but ${who(client)} sends credentials: ${used.join(', ')}`)];
  }
  const others = used.filter((text) => text.toUpperCase() !== algorithms[auth]);
  if (algorithms[auth] !== undefined && others.length > 0) {
    return [warn(`the ICS (pics.auth) declares ${auth}, but ${who(client)} sends credentials: ${others.join(', ')}`)];
  }
  if (!challenged || used.length > 0) return [];
  return [info(`the ICS (pics.auth) declares ${auth}, but ${who(client)} was challenged and sent no credentials`)];
}

function core({ sip_ip_core }: Pics, client: DetectedClient): readonly Diagnostic[] {
  const signs = client.ims.filter((name) => certainSigns.includes(name));
  if (sip_ip_core === 'ims') {
    return client.ims.length > 0
      ? []
      : [info(`the ICS (pics.sip_ip_core) declares ims, but ${who(client)} shows no header field of an IMS client`)];
  }
  if (signs.length === 0) return [];
  return [
    info(
      `pics.sip_ip_core is ${sip_ip_core}, so the IMS items are left out, but ${who(client)} shows ${signs.join(', ')}; an IUT file with sip_ip_core: ims has them judged`,
    ),
  ];
}

function flavour({ sip_ip_core, ims_flavour }: Pics, client: DetectedClient): readonly Diagnostic[] {
  if (sip_ip_core !== 'ims' || ims_flavour === '3gpp2' || !client.is3gpp2) return [];
  return [
    warn(`the ICS (pics.ims_flavour) declares ${ims_flavour}, but ${who(client)} names an access network of 3GPP2`),
  ];
}

function accessNetwork({ pani, sip_ip_core }: Pics, client: DetectedClient): readonly Diagnostic[] {
  const isSent = client.ims.includes('P-Access-Network-Info');
  if (pani === false && isSent) {
    return [warn(`the ICS (pics.pani) declares false, but ${who(client)} sends P-Access-Network-Info`)];
  }
  if (pani !== true || isSent || sip_ip_core !== 'ims') return [];
  return [info(`the ICS (pics.pani) declares true, but ${who(client)} sends no P-Access-Network-Info`)];
}

function who({ imAddress }: DetectedClient): string {
  return imAddress.slice(0, 200);
}

function warn(message: string): Diagnostic {
  return { outcome: 'warn', message };
}

function info(message: string): Diagnostic {
  return { outcome: 'info', message };
}
