import { z } from 'zod';
import { parseListener } from '../core/address';
import { parseUri } from '../sip/uri';

/** A day; longer waits are a slip of the pen. */
const longestWait = 86_400;
/** Below this, timers end before a message has crossed the loopback interface. */
const shortestTimer = 10;

const sipAddress = z
  .string()
  .refine(isImAddress, 'must be a sip:, sips: or tel: URI without headers, such as sip:alice@example.com');
const token = z
  .string()
  .regex(/^[A-Za-z0-9.!%*_+`'~-]+$/, "must be a token (RFC 3261 §25.1): letters, digits and - . ! % * _ + ` ' ~");
const line = z
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
const positive = z.number().positive('must be above 0');
const timer = z
  .number()
  .min(shortestTimer, `must be at least ${shortestTimer} ms`)
  .max(longestWait * 1000);
const argv = z.array(z.string()).min(1, 'must name the program and its arguments');
const identityRules = ['auto', 'ppi-required', 'ppi-or-default', 'pai', 'from', 'from-or-ppi'] as const;

const pics = z.strictObject({
  sip_ip_core: z.enum(['ims', 'non-ims']).optional(),
  ims_flavour: z.enum(['3gpp', '3gpp2']).optional(),
  auth: z.enum(['none', 'md5', 'sha-256', 'sip-digest', 'aka', 'tls']).optional(),
  transports: z
    .array(z.enum(['udp', 'tcp', 'tls', 'ws', 'wss']))
    .min(1)
    .optional(),
  rport: z.boolean().optional(),
  outbound: z.boolean().optional(),
  gruu: z.boolean().optional(),
  pani: z.boolean().optional(),
  reg_event: z.boolean().optional(),
  persistent_etag: z.boolean().optional(),
  access_profile: z.enum(['3gpp-radio', 'fixed']).optional(),
  digest_algorithms: z.array(z.string()).optional(),
  redirect_supported: z.boolean().optional(),
  subscribe_filter: z.boolean().optional(),
  trusted_first_proxy: z.boolean().optional(),
});

const pixit = z.strictObject({
  listen: z.array(listener).min(1).optional(),
  im_address_aliases: z.array(sipAddress).optional(),
  home_domain: z
    .string()
    .regex(/^[A-Za-z0-9.:[\]-]+$/, 'must be a domain name or an IP address')
    .optional(),
  private_identity: z.string().optional(),
  password: z.string().optional(),
  outbound_proxy: z.string().optional(),
  service_route: z.array(routeValue).optional(),
  associated_uris: z.array(sipAddress).optional(),
  t1_ms: timer.optional(),
  t2_ms: timer.optional(),
  t4_ms: timer.optional(),
  timer_tolerance: z
    .strictObject({
      early: positive.optional(),
      late: positive.optional(),
      late_ms: positive.optional(),
    })
    .optional(),
  min_retry_500_s: positive.optional(),
  granted_publish_lifetime_s: z.number().int().positive().max(4_294_967_295).optional(),
  user_action_timeout_s: positive.max(longestWait, `must be at most ${longestWait} s, a day`).optional(),
  termination_reason: token.optional(),
});

/** The rules that the decisions leave open; the same keys stand in a profile file. */
export const rulesSchema = z.strictObject({
  event_package: token.optional(),
  feature_tag: z.string().startsWith('+', 'must start with "+" (RFC 3840 §9)').optional(),
  body_content_types: z.array(z.string()).min(1).optional(),
  settings_binding: z.string().optional(),
  allow_multipart: z.boolean().optional(),
  refresh_body: z.enum(['settings-required', 'rfc3903', 'either']).optional(),
  expires_in_publish: z.enum(['forbid', 'tolerate-zero-removal', 'tolerate-after-423', 'tolerate']).optional(),
  identity_rule: z.enum(identityRules).optional(),
  capture_point: z.enum(['client-edge', 'behind-core']).optional(),
  events_rfc: z.enum(['rfc3265', 'rfc6665']).optional(),
  contact_in_publish: z.enum(['info', 'warn', 'ignore']).optional(),
  callid_reuse_across_publications: z.enum(['warn', 'fail', 'info']).optional(),
  unquoted_feature_value: z.enum(['inconc', 'fail', 'pass']).optional(),
  uri_transport_parameter: z.enum(['compare', 'ignore']).optional(),
  udp_size_limit: z.number().int().nonnegative().optional(),
  breach_verdict: z.enum(['catalogue', 'level']).optional(),
});

const control = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('reference'),
    fault: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('command'),
    operations: z
      .strictObject({
        register: argv.optional(),
        publish: argv.optional(),
        refresh: argv.optional(),
        retrieve: argv.optional(),
        deregister: argv.optional(),
      })
      .refine(
        (named) => Object.keys(named).length > 0,
        'must name at least one of register, publish, refresh, retrieve, deregister',
      ),
  }),
  z.strictObject({ kind: z.literal('process'), argv }),
  z.strictObject({ kind: z.literal('none') }),
]);

/** The IUT file (design 3.2). Optional keys have the defaults of the catalogue. */
export const iutSchema = z.strictObject({
  $schema: z.string().optional(),
  iut: z.strictObject({
    name: z.string(),
    version: z.string().optional(),
    vendor: z.string().optional(),
  }),
  im_address: sipAddress,
  credentials: z.strictObject({ username: line, password: z.string() }).optional(),
  profile: z.string().optional(),
  pics: pics.optional(),
  pixit: pixit.optional(),
  rules: rulesSchema.optional(),
  control,
});

export type IutFile = z.infer<typeof iutSchema>;

/** The same for `check` and `serve`, which make no client act. */
export const passiveIutSchema = iutSchema.extend({ control: control.optional() });

export type PassiveIutFile = z.infer<typeof passiveIutSchema>;

/** The keys that are valid, as the catalogue lists them, and that nothing reads yet: whoever sets one is told. */
export const withoutEffect: Readonly<Record<'pics' | 'pixit' | 'rules', readonly string[]>> = {
  pics: ['rport', 'outbound', 'gruu', 'reg_event', 'access_profile', 'digest_algorithms', 'redirect_supported'],
  pixit: ['outbound_proxy', 'timer_tolerance', 'min_retry_500_s'],
  rules: [
    'events_rfc',
    'callid_reuse_across_publications',
    'uri_transport_parameter',
    'udp_size_limit',
    'breach_verdict',
  ],
};

/** The published JSON Schema of the IUT file (draft 2020-12). */
export function iutJsonSchema(): unknown {
  return z.toJSONSchema(iutSchema, { io: 'input', unrepresentable: 'any' });
}

/** No control character, so that nothing that we send or print can be broken up by a value. */
function isPlain(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}

/** An address that a user can have: readable, with a user part or a number, without a headers part. */
function isImAddress(text: string): boolean {
  const read = isPlain(text) ? parseUri(text) : undefined;
  if (!read?.ok) return false;
  const uri = read.value;
  return uri.kind === 'tel' || ((uri.kind === 'sip' || uri.kind === 'sips') && uri.headers.length === 0);
}
