/** PICS: what the vendor says the client supports (selects requirements and scenarios). */
export interface Pics {
  readonly sip_ip_core: 'ims' | 'non-ims';
  readonly ims_flavour: '3gpp' | '3gpp2';
  /** Declared: every request is challenged. Left out: only REGISTER is, when the IUT file has credentials. */
  readonly auth?: 'none' | 'md5' | 'sha-256';
  readonly transports?: readonly ('udp' | 'tcp' | 'tls' | 'ws' | 'wss')[];
  readonly trusted_first_proxy?: boolean;
  /** The client sends P-Access-Network-Info (TS 24.229 clause 7.2A.4); looked at in an IMS core only. */
  readonly pani?: boolean;
}

/** The rules that the decisions D-01 to D-15 leave open, with the catalogue's names. */
export interface Rules {
  readonly event_package: string;
  readonly feature_tag: string;
  readonly body_content_types: readonly string[];
  readonly allow_multipart: boolean;
  readonly refresh_body: 'settings-required' | 'rfc3903' | 'either';
  readonly expires_in_publish: 'forbid' | 'tolerate-zero-removal' | 'tolerate-after-423' | 'tolerate';
  readonly identity_rule: 'auto' | 'ppi-required' | 'ppi-or-default' | 'pai' | 'from' | 'from-or-ppi';
  readonly capture_point: 'client-edge' | 'behind-core';
}

/** Defaults of the catalogue (`config_defaults`). */
export const defaultRules: Rules = {
  event_package: 'service-settings',
  feature_tag: '+g.oma.sip-im',
  body_content_types: ['application/poc-settings+xml'],
  allow_multipart: false,
  refresh_body: 'settings-required',
  expires_in_publish: 'forbid',
  identity_rule: 'auto',
  capture_point: 'client-edge',
};

export const defaultPics: Pics = { sip_ip_core: 'non-ims', ims_flavour: '3gpp' };
