import type { Span } from '../core/span';

/** A place of a document that breaks a rule, and how, in words for people. */
export interface Flaw {
  readonly message: string;
  /** Octets of the document. */
  readonly span: Span;
}

/** How a document with the root of RFC 4354 stands to the rules of its §6 and to the schema of its §6.1. */
export interface SchemaReading {
  /** The first place that the schema does not admit; what stands in other namespaces is not looked into. */
  readonly invalid?: Flaw;
  /** Whether an entity has an `isb-settings`. */
  readonly hasIsb: boolean;
  /** The first breach of what §6 says of `isb-settings`: one of it, and one `incoming-session-barring` in it, which is empty. */
  readonly isb?: Flaw;
  /** Whether root or entity have children that RFC 4354 does not define. */
  readonly hasExtensions: boolean;
  /** The first of these that is in no other namespace, or before an element that RFC 4354 defines. */
  readonly extension?: Flaw;
  /** Values of RFC 4354's own switches that are no xs:boolean. */
  readonly notBoolean: readonly Span[];
}

/** The namespace of RFC 4354 §6. */
export const POC = 'urn:oma:params:xml:ns:poc:poc-settings';
/** Its root element. */
export const ROOT = 'poc-settings';

/** A child of an entity that RFC 4354 §6.1 defines, with the child that it starts with. */
export interface Group {
  readonly name: string;
  readonly child: string;
  /** `switch`: empty, with the attribute `active`; `mode`: the text `automatic` or `manual`. */
  readonly holds: 'switch' | 'mode';
}

/** The group of the one setting that the change request shares with RFC 4354. */
export const ISB: Group = { name: 'isb-settings', child: 'incoming-session-barring', holds: 'switch' };

/** In the order of the schema; each may be left out. */
export const groups: readonly Group[] = [
  ISB,
  { name: 'am-settings', child: 'answer-mode', holds: 'mode' },
  { name: 'ipab-settings', child: 'incoming-personal-alert-barring', holds: 'switch' },
  { name: 'sss-settings', child: 'simultaneous-sessions-support', holds: 'switch' },
];
