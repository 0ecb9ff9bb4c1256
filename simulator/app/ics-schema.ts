import { z } from 'zod';
import { parseListener } from '../core/address';
import { parseUri } from '../sip/uri';

/** A day; longer waits are a slip of the pen. */
const longestWait = 86_400;
/** Below this, timers end before a message has crossed the loopback interface. */
const shortestTimer = 10;

/** An address that a user can have. */
export const sipAddress = z
  .string()
  .refine(isImAddress, 'must be a sip:, sips: or tel: URI without headers, such as sip:alice@example.com');
/** A token of RFC 3261 §25.1. */
export const token = z
  .string()
  .regex(/^[A-Za-z0-9.!%*_+`'~-]+$/, "must be a token (RFC 3261 §25.1): letters, digits and - . ! % * _ + ` ' ~");
/** A text that goes into a header or onto a terminal. */
export const line = z
  .string()
  .min(1, 'must not be empty')
  .max(200, 'must have at most 200 characters')
  .refine(isPlain, 'must be one line without control characters');
const routeValue = z
  .string()
  .refine(
    (text) => isPlain(text) && /^<sips?:[^<>\s]+>$/.test(text),
    'must be a SIP URI in angle brackets, such as <sip:orig@scscf.example.net;lr>',
  );
const listener = z
  .string()
  .refine(
    (text) => parseListener(text) !== undefined,
    'must look like udp:127.0.0.1:5060 (udp or tcp; port 0 = any free port)',
  );
const nextHop = z
  .string()
  .refine(
    (text) => (parseListener(text)?.port ?? 0) > 0,
    'must look like udp:192.0.2.5:5060 (udp or tcp, an address of this machine that the client reaches, and a port)',
  );
const positive = z.number().positive('must be above 0');
const timer = z
  .number()
  .min(shortestTimer, `must be at least ${shortestTimer} ms`)
  .max(longestWait * 1000);

/** What the vendor declares. What is left out is not declared: nothing is expected of the client for it. */
export const picsSchema = z.strictObject({
  sip_ip_core: z
    .enum(['ims', 'non-ims'])
    .optional()
    .describe('the core that the client is made for; with ims the rules of TS 24.229 apply'),
  ims_flavour: z.enum(['3gpp', '3gpp2']).optional().describe('the kind of IMS'),
  auth: z
    .enum(['none', 'md5', 'sha-256', 'sip-digest', 'aka', 'tls'])
    .optional()
    .describe(
      'how the client authenticates; declared, every request is challenged, else REGISTER alone and only with credentials',
    ),
  transports: z
    .array(z.enum(['udp', 'tcp', 'tls', 'ws', 'wss']))
    .min(1)
    .optional()
    .describe('the transports that the client has'),
  rport: z.boolean().optional().describe('symmetric response routing (RFC 3581)'),
  outbound: z.boolean().optional().describe('client-initiated connections (RFC 5626)'),
  gruu: z.boolean().optional().describe('globally routable user agent URIs (RFC 5627)'),
  pani: z
    .boolean()
    .optional()
    .describe('the client knows its access network and sends P-Access-Network-Info (IMS only)'),
  reg_event: z.boolean().optional().describe('the client subscribes to its registration state (IMS only)'),
  persistent_etag: z.boolean().optional().describe('the entity-tag of a publication survives a restart of the client'),
  access_profile: z.enum(['3gpp-radio', 'fixed']).optional().describe('chooses the SIP timers of TS 24.229 clause 7.7'),
  digest_algorithms: z.array(token).min(1).optional().describe('Digest algorithms that the client computes (RFC 8760)'),
  redirect_supported: z.boolean().optional().describe('the client follows a 3xx response'),
  subscribe_filter: z
    .boolean()
    .optional()
    .describe('the client sends a filter document with SUBSCRIBE (RFC 4354 clause 5.3)'),
  trusted_first_proxy: z
    .boolean()
    .optional()
    .describe('the client trusts the first proxy with its asserted identity (RFC 3325)'),
});

/** What the lab knows. */
export const pixitSchema = z.strictObject({
  listen: z
    .array(listener)
    .min(1)
    .optional()
    .describe(
      'where the server listens, on UDP and TCP of each; the first is what the client is told; port 0 = any free port',
    ),
  im_address_aliases: z.array(sipAddress).optional().describe('further URIs that mean the same user'),
  home_domain: z
    .string()
    .regex(/^[A-Za-z0-9.:[\]-]+$/, 'must be a domain name or an IP address')
    .optional()
    .describe("the registrar's domain; stated, REGISTER is held to it; else the domain of the IM Address"),
  private_identity: line.optional().describe('the user name for Digest, where credentials is left out'),
  password: z.string().optional().describe('the password for Digest, where credentials is left out'),
  outbound_proxy: nextHop
    .optional()
    .describe('what the client is told instead of the first listener, where the server listens on all addresses'),
  service_route: z.array(routeValue).optional().describe('values of Service-Route in the 200 to REGISTER (IMS only)'),
  associated_uris: z
    .array(sipAddress)
    .optional()
    .describe('values of P-Associated-URI in the 200 to REGISTER (IMS only)'),
  t1_ms: timer.optional().describe('timer T1, in milliseconds'),
  t2_ms: timer.optional().describe('timer T2, in milliseconds'),
  t4_ms: timer.optional().describe('timer T4, in milliseconds'),
  timer_tolerance: z
    .strictObject({
      early: positive.max(1, 'must be at most 1').optional().describe('a gap may be as short as this times its length'),
      late: positive.min(1, 'must be at least 1').optional().describe('and as long as this times its length'),
      late_ms: z.number().nonnegative('must be 0 or more').optional().describe('plus so many milliseconds'),
    })
    .optional()
    .describe("how exactly the client's timers are measured"),
  min_retry_500_s: positive.optional().describe('the shortest pause after a 500 that is no repeat at once, in seconds'),
  granted_publish_lifetime_s: z
    .number()
    .int()
    .positive()
    .max(4_294_967_295)
    .optional()
    .describe('the lifetime that the server grants a publication, in seconds'),
  user_action_timeout_s: positive
    .max(longestWait, `must be at most ${longestWait} s, a day`)
    .optional()
    .describe('how long the client, or its operator, has for each action, in seconds'),
  termination_reason: token.optional().describe('the reason in Subscription-State of the last NOTIFY'),
});

/** No control character, so that nothing that we send or print can be broken up by a value. */
export function isPlain(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}

/** An address that a user can have: readable, with a user part or a number, without a headers part. */
function isImAddress(text: string): boolean {
  const read = isPlain(text) ? parseUri(text) : undefined;
  if (!read?.ok) return false;
  const uri = read.value;
  return uri.kind === 'tel' || ((uri.kind === 'sip' || uri.kind === 'sips') && uri.headers.length === 0);
}
