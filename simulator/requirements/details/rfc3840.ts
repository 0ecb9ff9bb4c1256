import type { Details } from './detail';
import { anyRun } from './phrases';

/** RFC 3840: feature tags. */
export const rfc3840: Details = {
  'RFC3840-9-1': {
    lookAt: 'feature parameter names and values',
    rule: '"+" ALPHA *(ALPHA / DIGIT / ! / apostrophe / . / - / %); value only as quoted tag list or quoted <string>',
    pass: 'the rule holds',
    fail: 'g.oma.sip-im without plus',
    inconclusive:
      'unquoted value parses as generic-param: warn; a base tag with plus (+audio) is legal syntax for another tag: info',
    provoke: anyRun,
    exampleRight: 'Accept-Contact: *;+g.oma.sip-im;require;explicit',
    exampleViolation: 'Accept-Contact: *;g.oma.sip-im;require;explicit',
    legalVariants: ['no value (means TRUE)', '="TRUE", ="true"', '="<literal>" for strings'],
    evidence:
      'Several public clients register +audio, although audio is a base tag; the grammar admits it, so it is reported as info only.',
    verified: 'verified: RFC 3840 section 9',
  },
  'RFC3840-9-2': {
    lookAt: 'Contact parameters of REGISTER',
    rule: 'parameter +g.oma.sip-im (case-insensitive) outside the URI brackets',
    pass: 'the element is present',
    fail: 'absent or inside the brackets',
    inconclusive: 'client registers through another application',
    provoke: 'let the client register',
    exampleRight: 'Contact: <sip:alice@192.0.2.10>;+g.oma.sip-im',
    exampleViolation: 'Contact: <sip:alice@192.0.2.10;+g.oma.sip-im>',
    legalVariants: ['+g.oma.sip-im="TRUE"', 'further feature parameters'],
    verdictReason: 'outside the two procedures of the change request',
    verified: 'verified: RFC 3840 section 9; obligation for IM clients from memory of the OMA IM TS',
  },
};
