import { endsBy } from '../provoked/reception';

/**
 * RFC3261-18.1.1-4: over UDP the client hears responses at its source address and the port of sent-by (RFC 3261 §18.1.1). RFC 3581 §3
 * leaves that in force for a client that asks for rport. A response that went to the source port for the sake of rport belongs to
 * RFC3581-3-2. Where sent-by names another host than the source, as behind a NAT, nobody can say where the response went.
 */
export const sentByPort = endsBy({
  requirement: 'RFC3261-18.1.1-4',
  arrivals: ['plain', 'sent-by'],
  met: 'the response at the port of sent-by ended the transaction',
});
