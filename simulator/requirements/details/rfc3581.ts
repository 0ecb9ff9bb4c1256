import type { Details } from './detail';
import { anyRun, decidable } from './phrases';

/** RFC 3581: symmetric response routing. */
export const rfc3581: Details = {
  'RFC3581-3-1': {
    lookAt: 'rport of the top Via',
    rule: 'flag without "="',
    pass: 'rport has no value',
    fail: 'rport=5060',
    inconclusive: 'rport absent',
    provoke: anyRun,
    exampleRight: 'Via: SIP/2.0/UDP 192.0.2.10:5060;rport;branch=z9hG4bK1',
    exampleViolation: 'Via: SIP/2.0/UDP 192.0.2.10:5060;rport=5060;branch=z9hG4bK1',
    legalVariants: ['rport before or after branch', 'rport absent (optional outside IMS)'],
    verified: 'verified: RFC 3581 section 3',
  },
  'RFC3581-3-2': {
    lookAt: 'effect of a response sent to the source port',
    rule: 'transaction ends',
    pass: 'the transaction ends',
    fail: 'copies of the request continue',
    inconclusive: decidable,
    provoke: 'answer to the source port with received and rport filled in',
    exampleRight: 'no further copy after the 200 went to the source port',
    exampleViolation: 'copies continue',
    legalVariants: ['client also listens on the sent-by port'],
    verified: 'verified: RFC 3581 section 3',
  },
  'RFC3581-4-1': {
    lookAt: 'top Via of the response',
    rule: 'rport = source port, received = source address',
    pass: 'rport and received are filled in',
    fail: 'rport empty or missing, received missing',
    inconclusive: 'client does not support the extension (PICS)',
    provoke: 'send NOTIFY with ;rport',
    exampleRight: 'Via: ...;rport=5062;received=192.0.2.20;branch=z9hG4bK1',
    exampleViolation: 'Via: ...;rport;branch=z9hG4bK1',
    legalVariants: ['parameters reordered'],
    verified: 'verified: RFC 3581 section 4',
  },
};
