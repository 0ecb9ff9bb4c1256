import type { Requirement } from '../requirement';
import { byCheck, byScenario, must, outsideDialog, should } from '../shorthand';

/** RFC 3261 section 12: requests in a dialog. */
export const dialogs = [
  {
    ...must,
    ...byCheck,
    id: 'RFC3261-12.2.1.1-1',
    source: 'RFC 3261',
    clause: '12.2.1.1',
    appliesTo: ['subscribe-in-dialog'],
    condition: 'client sends a SUBSCRIBE inside the dialog (refresh or unsubscribe)',
    statement: 'In-dialog requests keep Call-ID and both tags and raise the local CSeq by exactly one each.',
    expectation: 'Call-ID and tags of the dialog, CSeq one higher',
  },
  {
    ...must,
    ...byCheck,
    id: 'RFC3261-12.2.1.1-2',
    source: 'RFC 3261',
    clause: '12.2.1.1; RFC 6665 section 4.4.1',
    appliesTo: ['subscribe-in-dialog'],
    condition: 'client sends a SUBSCRIBE inside the dialog',
    statement: 'In-dialog requests go to the remote target with the route set of the dialog.',
    expectation: 'the remote target as Request-URI and the route set of the dialog',
  },
  {
    ...must,
    ...byCheck,
    id: 'RFC3261-12.2.1.1-3',
    source: 'RFC 3261',
    clause: '8.1.1.1 and 12.2.1.1',
    appliesTo: outsideDialog,
    condition: 'preloaded route set present',
    statement:
      'A preloaded route set is applied by the loose/strict routing rules: with lr in the first URI the Request-URI stays the target; without lr the first URI moves into the Request-URI and the target becomes the last Route.',
    expectation: 'the route set in order; the target as Request-URI behind a URI with lr, else as last Route value',
  },
  {
    ...must,
    ...byScenario,
    id: 'RFC3261-12.2.2-1',
    source: 'RFC 3261',
    clause: '12.2.2',
    appliesTo: ['notify-response'],
    condition: 'dialog alive (first NOTIFY was active or pending)',
    statement: 'A mid-dialog request whose CSeq is lower than the last one received is refused with 500.',
    expectation: '500 to a NOTIFY with a lower CSeq',
  },
  {
    ...should,
    ...byScenario,
    id: 'RFC3261-12.2.2-2',
    source: 'RFC 3261',
    clause: '12.2.2',
    appliesTo: ['notify-response'],
    condition: 'dialog alive',
    statement: 'A gap in the CSeq numbers of the peer is accepted.',
    expectation: '200 to a NOTIFY whose CSeq leaves a gap',
  },
] as const satisfies readonly Requirement[];
