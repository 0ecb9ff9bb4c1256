import type { SipRequest } from '../sip/message';
import type { ServerConfig } from './config';
import { type Reply, reply } from './reply';
import { tokensOf } from './request';

/** The methods that the server takes (RFC 3261 §20.5). */
export const allowed = 'Allow: REGISTER, PUBLISH, SUBSCRIBE, OPTIONS\r\n';

/**
 * Option tags that the server understands. `path`: the registrar hands Path back (RFC 3327 §5.3). `pref`: it keeps feature
 * tags (RFC 3840 §10). `sec-agree` in an IMS core only: the tester takes the place of the P-CSCF there, and looks at the
 * signalling of the agreement alone.
 */
function optionTags({ ims }: ServerConfig): readonly string[] {
  return ims === undefined ? ['path', 'pref'] : ['path', 'pref', 'sec-agree'];
}

/** The answer to OPTIONS: what the server can do (RFC 3261 §11.2, RFC 3903 §8, RFC 6665 §4.5.2). */
export function describeServer(config: ServerConfig): Reply {
  const { mediaTypes, eventPackage } = config;
  const rows = [
    `Accept: ${mediaTypes.join(', ')}`,
    `Supported: ${optionTags(config).join(', ')}`,
    `Allow-Events: ${eventPackage}`,
  ];
  return reply(200, 'OK', `${allowed}${rows.join('\r\n')}\r\n`);
}

/** Refuses an extension that is required and not known (RFC 3261 §8.2.2.3). */
export function refuseExtension(message: SipRequest, config: ServerConfig): Reply | undefined {
  const known = optionTags(config);
  const unknown = tokensOf(message, 'require').filter((tag) => !known.includes(tag.toLowerCase()));
  if (unknown.length === 0) return undefined;
  if (unknown.some((tag) => !/^[\w.!%*+`'~-]+$/.test(tag))) return reply(400, 'Unreadable Require');
  return reply(420, 'Bad Extension', `Unsupported: ${unknown.join(', ')}\r\n`);
}
