import type { Span } from '../core/span';
import type { Defect } from '../sip/message';

/** A breach of a rule that item 1 stands for: what was seen, and where. */
export interface Breach {
  readonly message: string;
  readonly span: Span;
  /** Only a remark. */
  readonly isMild?: boolean;
}

/** A defect that a reader of a header field found. */
export function breachOf({ message, span }: Defect): Breach {
  return { message, span };
}
