import type { Details } from './detail';
import { decidable } from './phrases';

/** RFC 8760: Digest algorithms in SIP. */
export const rfc8760: Details = {
  'RFC8760-2.4-1': {
    lookAt: 'algorithm of the credentials',
    rule: 'first supported in header order',
    pass: 'topmost supported',
    fail: 'a lower one although the topmost is supported (PICS)',
    inconclusive: 'PICS does not list algorithms',
    provoke: '401 with SHA-256 first, MD5 second',
    exampleRight: 'algorithm=SHA-256 when SHA-256 is supported and first',
    exampleViolation: 'algorithm=MD5 although SHA-256 is supported and first',
    legalVariants: ['MD5 used by a client that supports only MD5'],
    verdictReason:
      'operators and deployments legitimately change this; the wire does not show whether that is the case',
    verified: 'verified: RFC 8760 section 2.4',
  },
  'RFC8760-2.4-2': {
    lookAt: 'request after such a 401',
    rule: 'credentials for the understood challenge',
    pass: 'understood one answered',
    fail: 'client gives up, or answers with algorithm=foo',
    inconclusive: decidable,
    provoke: '401 with algorithm=FOO-999 first, MD5 second',
    exampleRight: 'Authorization: Digest ..., algorithm=MD5 (algorithm=FOO-999 skipped)',
    exampleViolation: '(no retry)',
    legalVariants: ['credentials for any challenge that is understood, in any header order'],
    verified: 'verified: RFC 8760 section 2.4',
  },
  'RFC8760-2.6-1': {
    lookAt: 'requests after a Basic challenge',
    rule: 'no Authorization: Basic',
    pass: 'nothing of the kind was sent',
    fail: 'Basic credentials',
    inconclusive: decidable,
    provoke: '401 with WWW-Authenticate: Basic realm="x"',
    exampleRight: '(the request is given up)',
    exampleViolation: 'Authorization: Basic YWxpY2U6c2VjcmV0',
    legalVariants: ['request abandoned'],
    verified: 'verified: RFC 8760 section 2.6',
  },
};
