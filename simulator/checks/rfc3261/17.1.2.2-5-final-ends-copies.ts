import { endsBy } from '../provoked/reception';

/**
 * RFC3261-17.1.2.2-5: a final response ends retransmission (RFC 3261 §17.1.2.2, state Completed). A copy within a second may have
 * been on its way. Copies of a client that never heard the response, which go on until Timer F, break RFC3261-18.1.1-4 or
 * RFC3581-3-2.
 */
export const finalEndsCopies = endsBy({
  requirement: 'RFC3261-17.1.2.2-5',
  arrivals: ['rport', 'plain', 'sent-by'],
  ofHeard: true,
  met: 'no copy of the request after the final response',
});
