import { discards } from '../provoked/discarding';

/** RFC3261-18.1.2-1: a response whose sent-by is not the client's own is discarded (RFC 3261 §18.1.2). Letter case does not count. */
export const foreignSentBy = discards('RFC3261-18.1.2-1', ['sent-by'], 'a foreign sent-by');
