/** PICS: what the vendor says the client supports (selects requirements and scenarios). Left out: not declared. */
export interface Pics {
  readonly sip_ip_core: 'ims' | 'non-ims';
  readonly ims_flavour: '3gpp' | '3gpp2';
  /** Declared: every request is challenged. Left out: only REGISTER is, when the IUT file has credentials. */
  readonly auth?: 'none' | 'md5' | 'sha-256' | 'sip-digest' | 'aka' | 'tls';
  readonly transports?: readonly ('udp' | 'tcp' | 'tls' | 'ws' | 'wss')[];
  /** Symmetric response routing (RFC 3581). */
  readonly rport?: boolean;
  /** Client-initiated connections (RFC 5626). */
  readonly outbound?: boolean;
  /** Globally routable user agent URIs (RFC 5627). */
  readonly gruu?: boolean;
  readonly trusted_first_proxy?: boolean;
  /** The client sends P-Access-Network-Info (TS 24.229 clause 7.2A.4); looked at in an IMS core only. */
  readonly pani?: boolean;
  /** The client subscribes to its registration state (TS 24.229 clause 5.1.1.3). */
  readonly reg_event?: boolean;
  /** The entity-tag of a publication survives a restart (RFC 3903 §4.2). */
  readonly persistent_etag?: boolean;
  /** Chooses the SIP timers of TS 24.229 clause 7.7. */
  readonly access_profile?: '3gpp-radio' | 'fixed';
  /** Algorithms that the client computes, such as `MD5` and `SHA-256` (RFC 8760 §2.4). */
  readonly digest_algorithms?: readonly string[];
  /** The client follows a 3xx (RFC 3261 §8.1.3.4). */
  readonly redirect_supported?: boolean;
  /** The client sends a filter document with SUBSCRIBE (RFC 4354 §5.3). */
  readonly subscribe_filter?: boolean;
}

/** The rules that the decisions D-01 to D-15 leave open, with the catalogue's names. */
export interface Rules {
  readonly event_package: string;
  readonly feature_tag: string;
  readonly body_content_types: readonly string[];
  /** The name of the binding in force (decision D-05). */
  readonly settings_binding: string;
  readonly allow_multipart: boolean;
  readonly refresh_body: 'settings-required' | 'rfc3903' | 'either';
  readonly expires_in_publish: 'forbid' | 'tolerate-zero-removal' | 'tolerate-after-423' | 'tolerate';
  readonly identity_rule: 'auto' | 'ppi-required' | 'ppi-or-default' | 'pai' | 'from' | 'from-or-ppi';
  readonly capture_point: 'client-edge' | 'behind-core';
  /** The events framework (decision D-08). */
  readonly events_rfc: 'rfc3265' | 'rfc6665';
  /** What a Contact in PUBLISH yields (decision D-09). */
  readonly contact_in_publish: 'info' | 'warn' | 'ignore';
  /** What a Call-ID that several publications share yields (decision D-10). */
  readonly callid_reuse_across_publications: 'warn' | 'fail' | 'info';
  /** What `+g.oma.sip-im=TRUE` without quotes yields (decision D-12). */
  readonly unquoted_feature_value: 'inconc' | 'fail' | 'pass';
  /** Whether a transport parameter on one side only makes two URIs differ (decision D-13). */
  readonly uri_transport_parameter: 'compare' | 'ignore';
  /** Octets of a request over UDP (decision D-14); 0 switches the check off. */
  readonly udp_size_limit: number;
  /** Whether a breach yields what the catalogue says, or what the normative word alone would (decision D-15). */
  readonly breach_verdict: 'catalogue' | 'level';
}

/** Defaults of the catalogue (`config_defaults`); D-12, D-13 and D-15 as decided. */
export const defaultRules: Rules = {
  event_package: 'service-settings',
  feature_tag: '+g.oma.sip-im',
  body_content_types: ['application/poc-settings+xml'],
  settings_binding: 'oma-im-default',
  allow_multipart: false,
  refresh_body: 'settings-required',
  expires_in_publish: 'forbid',
  identity_rule: 'auto',
  capture_point: 'client-edge',
  events_rfc: 'rfc3265',
  contact_in_publish: 'info',
  callid_reuse_across_publications: 'warn',
  unquoted_feature_value: 'inconc',
  uri_transport_parameter: 'compare',
  udp_size_limit: 1300,
  breach_verdict: 'catalogue',
};

export const defaultPics: Pics = { sip_ip_core: 'non-ims', ims_flavour: '3gpp' };

/** PIXIT: the times of this lab that verdicts rest on, with the catalogue's names. */
export interface Pixit {
  /** Timers T1, T2 and T4 of RFC 3261 §17.1.1.1 and §17.1.2.1, in milliseconds. */
  readonly t1_ms: number;
  readonly t2_ms: number;
  readonly t4_ms: number;
  /** A gap is right from `early` times its nominal length to `late` times that plus `late_ms` milliseconds. */
  readonly timer_tolerance: { readonly early: number; readonly late: number; readonly late_ms: number };
  /** The shortest pause after a 500 that is no repeat at once, in seconds (RFC 3261 §21.5.1). */
  readonly min_retry_500_s: number;
  readonly granted_publish_lifetime_s: number;
  readonly user_action_timeout_s: number;
}

export const defaultPixit: Pixit = {
  t1_ms: 500,
  t2_ms: 4000,
  t4_ms: 5000,
  timer_tolerance: { early: 0.9, late: 1.3, late_ms: 100 },
  min_retry_500_s: 2,
  granted_publish_lifetime_s: 60,
  user_action_timeout_s: 20,
};
