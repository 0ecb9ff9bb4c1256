import { z } from 'zod';
import { isPlain, line, picsSchema, pixitSchema, sipAddress, token } from './ics-schema';

const argv = z.array(z.string()).min(1, 'must name the program and its arguments');
const identityRules = ['auto', 'ppi-required', 'ppi-or-default', 'pai', 'from', 'from-or-ppi'] as const;

/** The rules that the decisions leave open; the same keys stand in a profile file. */
export const rulesSchema = z.strictObject({
  event_package: token.optional().describe('the event package of the settings (D-05)'),
  feature_tag: z
    .string()
    .startsWith('+', 'must start with "+" (RFC 3840 §9)')
    .optional()
    .describe('the feature tag of Accept-Contact'),
  body_content_types: z.array(z.string()).min(1).optional().describe('media types of a settings document (D-05)'),
  settings_binding: z.string().optional().describe('which element holds which setting: a name, or a file (D-05)'),
  allow_multipart: z.boolean().optional().describe('the document may be a part of a multipart body'),
  refresh_body: z
    .enum(['settings-required', 'rfc3903', 'either'])
    .optional()
    .describe('whether a refresh has to state the settings (D-03)'),
  expires_in_publish: z
    .enum(['forbid', 'tolerate-zero-removal', 'tolerate-after-423', 'tolerate'])
    .optional()
    .describe('what an Expires header in PUBLISH is (D-01, D-02)'),
  identity_rule: z.enum(identityRules).optional().describe('where the originator of a request is stated (D-04)'),
  capture_point: z
    .enum(['client-edge', 'behind-core'])
    .optional()
    .describe('whether the messages are seen as the client sends them, or behind the core (D-04)'),
  events_rfc: z.enum(['rfc3265', 'rfc6665']).optional().describe('the events framework (D-08)'),
  contact_in_publish: z.enum(['info', 'warn', 'ignore']).optional().describe('what a Contact in PUBLISH yields (D-09)'),
  callid_reuse_across_publications: z
    .enum(['warn', 'fail', 'info'])
    .optional()
    .describe('what a Call-ID that several publications share yields (D-10)'),
  unquoted_feature_value: z
    .enum(['inconc', 'fail', 'pass'])
    .optional()
    .describe('what a feature value without quotes yields (D-12)'),
  uri_transport_parameter: z
    .enum(['compare', 'ignore'])
    .optional()
    .describe('whether a transport parameter on one side makes two URIs differ (D-13)'),
  udp_size_limit: z
    .number()
    .int()
    .nonnegative()
    .optional()
    .describe('octets of a request over UDP; 0 switches the check off (D-14)'),
  breach_verdict: z
    .enum(['catalogue', 'level'])
    .optional()
    .describe('whether a breach yields what the catalogue says, or what SHALL, SHOULD or MAY alone would (D-15)'),
});

const parallel = z
  .int()
  .min(1)
  .max(256)
  .optional()
  .describe(
    'clients that may run at the same time, each with a server port and a state folder of its own; by itself up to 24, and 1 where two are seen to use one port',
  );

const operationArgv = z
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
  );

const httpBase = z
  .string()
  .refine(
    isHttpBase,
    'must be an http: or https: URL such as http://127.0.0.1:8080/iut, without user, query or fragment; a secret goes into control.token',
  );
const bearerToken = z
  .string()
  .regex(/^[A-Za-z0-9._~+/-]+=*$/, 'must be a bearer token (RFC 6750): letters, digits and - . _ ~ + /');

const control = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('reference'),
      fault: z.string().optional().describe('a defect of it, by name'),
    })
    .describe('the bundled client'),
  z
    .strictObject({ kind: z.literal('command'), operations: operationArgv, parallel })
    .describe('one program an operation'),
  z.strictObject({ kind: z.literal('process'), argv, parallel }).describe('one program that is told in JSON lines'),
  z
    .strictObject({
      kind: z.literal('http'),
      base: httpBase.describe('each operation is POST BASE/OPERATION'),
      token: bearerToken.optional().describe('sent as Authorization: Bearer'),
      ca: z.string().optional().describe('a file with certificates (PEM) that are trusted for https'),
    })
    .describe('a program that is told over HTTP'),
  z.strictObject({ kind: z.literal('manual') }).describe('a person, asked in the terminal'),
  z.strictObject({ kind: z.literal('none') }).describe('nobody: the client acts by itself, and the run waits for it'),
]);

/** The IUT file (design 3.2). Optional keys have the defaults of the catalogue. */
export const iutSchema = z.strictObject({
  $schema: z.string().optional(),
  iut: z
    .strictObject({
      name: z.string(),
      version: z.string().optional(),
      vendor: z.string().optional(),
    })
    .describe('the client, as the report names it'),
  im_address: sipAddress.describe('the IM Address of the IM User'),
  credentials: z
    .strictObject({ username: line, password: z.string() })
    .optional()
    .describe('for Digest; with them REGISTER is challenged'),
  profile: z.string().optional().describe('the name of a profile, or its file'),
  pics: picsSchema.optional().describe('what the vendor declares; what is left out is not declared'),
  pixit: pixitSchema.optional().describe('what the lab knows'),
  rules: rulesSchema.optional().describe('readings of the specification; docs/readings.md says what each rests on'),
  control: control.describe('how the client is made to act'),
});

export type IutFile = z.infer<typeof iutSchema>;

/** The same for `check` and `serve`, which make no client act. */
export const passiveIutSchema = iutSchema.extend({ control: control.optional() });

export type PassiveIutFile = z.infer<typeof passiveIutSchema>;

/** The keys that are valid, as the catalogue lists them, and that nothing reads yet: whoever sets one is told. */
export const withoutEffect: Readonly<Record<'pics' | 'pixit' | 'rules', readonly string[]>> = {
  pics: [],
  pixit: ['outbound_proxy'],
  rules: ['callid_reuse_across_publications', 'uri_transport_parameter', 'breach_verdict'],
};

/** The published JSON Schema of the IUT file (draft 2020-12). */
export function iutJsonSchema(): unknown {
  return z.toJSONSchema(iutSchema, { io: 'input', unrepresentable: 'any' });
}

function isHttpBase(text: string): boolean {
  if (!isPlain(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:';
  return isHttp && `${url.username}${url.password}${url.search}${url.hash}` === '' && !/[?#]/.test(text);
}
