import type { Details } from './detail';
import { anyRun } from './phrases';

/** RFC 7315: P-Access-Network-Info. */
export const rfc7315: Details = {
  'RFC7315-5.4-1': {
    lookAt: 'header value',
    rule: 'token, then ;param=value pairs; known parameters by type: cgi-3gpp, utran-cell-id-3gpp, i-wlan-node-id, dsl-location, ci-3gpp2 ...; no network-provided from a terminal',
    pass: 'the value parses',
    fail: 'empty, np/network-provided set by the terminal, missing cell id for a 3GPP type (warn)',
    inconclusive: 'unknown token type',
    provoke: anyRun,
    exampleRight: 'P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=1',
    exampleViolation: 'P-Access-Network-Info: 3GPP-E-UTRAN-FDD utran-cell-id-3gpp=1',
    legalVariants: ['quoted or token parameter values', 'several comma-separated specs', 'unknown access types'],
    verdictReason: 'recipients ignore the deviation, the procedure still works',
    verified: 'verified: RFC 7315 section 5.4',
  },
  'RFC7315-6.4-1': {
    lookAt: 'header rows',
    rule: 'the element must be absent',
    pass: 'the element is absent',
    fail: 'the element is present',
    inconclusive: 'TLS or access without security association where the operator wants it (PIXIT)',
    provoke: anyRun,
    exampleRight: 'P-Access-Network-Info in protected requests only',
    exampleViolation: 'P-Access-Network-Info in the unprotected REGISTER',
    legalVariants: ['present in protected REGISTERs'],
    verified:
      'verified: RFC 7315 section 6.4, verified: TS 24.229 clause 5.1.1.2.1 item h as quoted in TS 34.229-1 V14.7.0 clause 8 (public repository copy)',
  },
};
