import type { Pics, Rules } from './configuration';
import type { Requirement } from './requirement';

/** Why the declaration excludes an entry, or `undefined` where it does not. */
type Test = (pics: Pics, rules: Rules) => string | undefined;

const isIms: Test = ({ sip_ip_core: core }) => (core === 'ims' ? undefined : `PICS sip_ip_core is ${core}`);

/** PICS auth has to be one of these; a client that declares nothing is not held to it. */
function authenticatesBy(...allowed: readonly NonNullable<Pics['auth']>[]): Test {
  return ({ auth }) => {
    if (auth === undefined) return 'PICS auth is not declared';
    return allowed.includes(auth) ? undefined : `PICS auth is ${auth}`;
  };
}

function allOf(...tests: readonly Test[]): Test {
  return (pics, rules) => {
    for (const test of tests) {
      const reason = test(pics, rules);
      if (reason !== undefined) return reason;
    }
    return undefined;
  };
}

/** The part of a condition that PICS and rules decide; what the traffic decides is left to check and scenario. */
const tests = {
  ims: isIms,
  'ims-aka': allOf(isIms, authenticatesBy('aka')),
  'ims-digest-or-aka': allOf(isIms, authenticatesBy('aka', 'sip-digest')),
  'ims-pani': allOf(isIms, ({ pani }) => (pani ? undefined : `PICS pani is ${pani ?? 'not declared'}`)),
  'non-ims': ({ sip_ip_core: core }) => (core === 'ims' ? 'PICS sip_ip_core is ims' : undefined),
  /** A P-CSCF is trusted unless declared otherwise, and a proxy of another core only when declared so (RFC 3325 §6). */
  'non-ims-or-untrusted-proxy': ({ sip_ip_core: core, trusted_first_proxy: trusted }) => {
    if (trusted === undefined) return core === 'ims' ? 'PICS sip_ip_core is ims' : undefined;
    return trusted ? 'PICS trusted_first_proxy is true' : undefined;
  },
  'client-edge': (_, { capture_point: point }) =>
    point === 'client-edge' ? undefined : `rule capture_point is ${point}`,
  /** Named by decision D-08 as belonging to RFC 6665 alone. */
  rfc6665: (_, { events_rfc: framework }) => (framework === 'rfc6665' ? undefined : `rule events_rfc is ${framework}`),
  'refresh-body-rfc3903': (_, { refresh_body: rule }) =>
    rule === 'rfc3903' ? undefined : `rule refresh_body is ${rule}`,
  /** Decision D-01: a removal needs Expires, which the default profile forbids. */
  'removal-permitted': (_, { expires_in_publish: rule }) =>
    rule === 'tolerate' || rule === 'tolerate-zero-removal' ? undefined : `rule expires_in_publish is ${rule}`,
  'contact-judged': (_, { contact_in_publish: rule }) =>
    rule === 'ignore' ? 'rule contact_in_publish is ignore' : undefined,
  'udp-size-limit': (_, { udp_size_limit: limit }) => (limit === 0 ? 'rule udp_size_limit is 0' : undefined),
  /** A client that does not support RFC 3581 leaves rport of a request alone. */
  rport: ({ rport }) => (rport === false ? 'PICS rport is false' : undefined),
  websocket: ({ transports }) =>
    transports === undefined || transports.some((name) => name === 'ws' || name === 'wss')
      ? undefined
      : `PICS transports is ${transports.join(', ')}`,
} as const satisfies Readonly<Record<string, Test>>;

/** A condition that PICS and rules decide. */
export type Condition = keyof typeof tests;

/** Whether the declaration and the rules leave an entry in force; else the reason why not, such as `PICS pani is false`. */
export function applies({ appliesIf }: Pick<Requirement, 'appliesIf'>, pics: Pics, rules: Rules): true | string {
  if (appliesIf === undefined) return true;
  const test: Test = tests[appliesIf];
  return test(pics, rules) ?? true;
}
