import { endsBy } from '../provoked/reception';

/** RFC3581-3-2: a client that asks for rport hears the response at the source address and port of its request (RFC 3581 §3). */
export const sourcePort = endsBy({
  requirement: 'RFC3581-3-2',
  arrivals: ['rport'],
  met: 'the response at the source port ended the transaction',
});
