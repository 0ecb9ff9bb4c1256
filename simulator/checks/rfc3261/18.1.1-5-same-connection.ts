import { hears } from '../provoked/stream-reception';

/**
 * RFC3261-18.1.1-5: over TCP and TLS the client takes in the response on the connection of its request, however the stream is cut (RFC
 * 3261 §18.1.1). Looked at in driven runs only: elsewhere nobody knows what the client was to do.
 */
export const sameConnection = hears('RFC3261-18.1.1-5', ({ event, tx }, { nextHop }) => {
  if (nextHop === undefined || (event.transport !== 'tcp' && event.transport !== 'tls')) return false;
  return event.connection === tx.event.connection;
});
