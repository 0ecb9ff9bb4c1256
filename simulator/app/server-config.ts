import { defaultServerConfig, type ServerConfig } from '../server/config';
import type { DeclaredIut } from './iut';

/** PICS auth of clients that could not answer a Digest challenge with a password. */
const unasked: readonly DeclaredIut['pics']['auth'][] = ['none', 'aka', 'tls'];

/**
 * How the simulated server behaves towards this client. Credentials alone let the registrar ask for them; a client that
 * declares Digest (`pics.auth`) is asked on every request.
 */
export function serverConfig(iut: DeclaredIut): ServerConfig {
  const { auth, sip_ip_core } = iut.pics;
  const asks =
    iut.credentials === undefined || iut.isRarelyAsked || unasked.includes(auth)
      ? 'none'
      : auth === undefined
        ? 'register'
        : 'all';
  return {
    ...defaultServerConfig(),
    realm: iut.homeDomain,
    ...(iut.credentials && { credentials: iut.credentials }),
    challenge: asks,
    algorithm: auth === 'sha-256' ? 'SHA-256' : 'MD5',
    eventPackage: iut.profile.rules.event_package,
    mediaTypes: mediaTypes(iut),
    binding: iut.profile.binding,
    servedUris: [iut.imAddress, ...iut.aliases],
    grantedPublishLifetime: iut.grantedPublishLifetime,
    terminationReason: iut.terminationReason,
    timers: iut.timers,
    ...(sip_ip_core === 'ims' && { ims: imsRegistration(iut) }),
  };
}

/** The settings document first, for notifications; a body of several parts where the rules allow one. */
function mediaTypes({ profile }: DeclaredIut): readonly string[] {
  const { body_content_types, allow_multipart } = profile.rules;
  const types = body_content_types.map((type) => type.toLowerCase());
  return allow_multipart ? [...types, 'multipart/mixed', 'multipart/related', 'multipart/alternative'] : types;
}

/** Service-Route and P-Associated-URI of the 200 to REGISTER: of the PIXIT, else a core of our own invention. */
function imsRegistration(iut: DeclaredIut): NonNullable<ServerConfig['ims']> {
  const { homeDomain, serviceRoute, associatedUris, imAddress, aliases } = iut;
  return {
    serviceRoute:
      serviceRoute.length > 0 ? serviceRoute : [`<sip:pcscf.${homeDomain};lr>`, `<sip:orig@scscf.${homeDomain};lr>`],
    associatedUris: associatedUris.length > 0 ? associatedUris : [imAddress, ...aliases],
  };
}
