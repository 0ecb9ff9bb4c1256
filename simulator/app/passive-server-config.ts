import { defaultPixit } from '../requirements/configuration';
import { defaultServerConfig, type ServerConfig } from '../server/config';
import type { PassiveConfiguration } from './passive-configuration';
import { serverConfig } from './server-config';

/** How the server behaves towards anybody who connects: as the IUT file says, but every user is served, each for itself. */
export function passiveServerConfig({ declared, context }: PassiveConfiguration): ServerConfig {
  const { rules, binding } = context;
  if (declared === undefined) {
    return defaultServerConfig({
      eventPackage: rules.event_package,
      mediaTypes: rules.body_content_types.map((type) => type.toLowerCase()),
      binding,
      grantedPublishLifetime: defaultPixit.granted_publish_lifetime_s,
    });
  }
  const config = serverConfig(declared);
  // The URIs that go with one IM Address are none of another user's: only those that the file names are told.
  const ims = config.ims && { ...config.ims, associatedUris: declared.associatedUris };
  return { ...config, servedUris: [], ...(ims && { ims }) };
}
