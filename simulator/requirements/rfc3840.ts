import type { Requirement } from './requirement';
import { byCheck, must, should } from './shorthand';

/** RFC 3840: feature tags. */
export const rfc3840 = [
  {
    ...must,
    ...byCheck,
    id: 'RFC3840-9-1',
    source: 'RFC 3840',
    clause: '9',
    appliesTo: ['any-request'],
    condition: 'feature parameters present (Accept-Contact or Contact)',
    statement:
      'A non-base feature tag is written with a leading plus and a letter after it, and a value, if any, is inside double quotes.',
    expectation: '"+" and a letter at the start of the tag, its value in quotes',
    decisions: ['D-12'],
  },
  {
    ...should,
    ...byCheck,
    id: 'RFC3840-9-2',
    source: 'RFC 3840',
    clause: '5 and 9',
    appliesTo: ['register'],
    condition: 'client wants to receive IM traffic selected by +g.oma.sip-im',
    statement:
      'A client that offers IM registers its Contact with the feature parameter +g.oma.sip-im, otherwise requests with require and explicit never reach it.',
    expectation: '+g.oma.sip-im as a parameter of Contact, outside the URI brackets',
    onBreach: 'info',
    decisions: ['D-15'],
  },
] as const satisfies readonly Requirement[];
