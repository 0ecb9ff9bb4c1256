import { discards } from '../provoked/discarding';

/** RFC3261-17.1.3-1: a response belongs to a transaction only where branch and CSeq method match (RFC 3261 §17.1.3). */
export const matching = discards('RFC3261-17.1.3-1', ['branch', 'method'], 'a foreign branch or CSeq method');
