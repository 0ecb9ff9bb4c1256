import type { Details } from './detail';
import { anyRun, decidable } from './phrases';

/** RFC 3329: security mechanism agreement. */
export const rfc3329: Details = {
  'RFC3329-2.3.1-1': {
    lookAt: 'Security-Verify',
    rule: 'same mechanisms, parameters and order as received (LWS and row splitting aside)',
    pass: 'the compared values are equal',
    fail: 'missing, reordered, filtered, or the Security-Client list instead',
    inconclusive: 'TLS or no agreement (then not applicable)',
    provoke: '401/494 with two Security-Server values',
    exampleRight: 'PUBLISH with Security-Verify: ipsec-3gpp;... (the Security-Server list as received)',
    exampleViolation: 'PUBLISH without Security-Verify',
    legalVariants: ['one row or several'],
    verified: 'verified: RFC 3329 section 2.3.1',
  },
  'RFC3329-2.3.1-2': {
    lookAt: 'Require, Proxy-Require',
    rule: 'each contains sec-agree (case-insensitive)',
    pass: 'both parts are right',
    fail: 'one missing',
    inconclusive: 'no agreement',
    provoke: 'as RFC3329-2.3.1-1',
    exampleRight: 'Require: sec-agree\nProxy-Require: sec-agree',
    exampleViolation: 'Require: sec-agree (Proxy-Require missing)',
    legalVariants: ['further option tags'],
    verified: 'verified: RFC 3329 section 2.3.1',
  },
  'RFC3329-2.3.1-3': {
    lookAt: 'Security-Client parameters',
    rule: 'no q',
    pass: 'the element is absent',
    fail: 'q present',
    inconclusive: decidable,
    provoke: anyRun,
    exampleRight: 'Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;...',
    exampleViolation: 'Security-Client: ipsec-3gpp;q=0.5;...',
    legalVariants: ["Security-Verify with the server's q values"],
    verified: 'verified: RFC 3329 section 2.3.1',
  },
  'RFC3329-2.3.1-4': {
    lookAt: 'request after 494',
    rule: 'Security-Verify equals Security-Server of the 494; sec-agree option tags',
    pass: 'the rule holds',
    fail: 'no retry or without Security-Verify',
    inconclusive: 'no common mechanism',
    provoke: 'answer 494 with digest;q=0.2 and ipsec-3gpp;q=0.1',
    exampleRight: 'retry with Security-Verify: digest;q=0.2, ipsec-3gpp;q=0.1',
    exampleViolation: 'retry without Security-Verify',
    legalVariants: ['giving up when nothing is common'],
    verdictReason:
      'operators and deployments legitimately change this; the wire does not show whether that is the case',
    verified: 'verified: RFC 3329 section 2.3.1',
  },
};
