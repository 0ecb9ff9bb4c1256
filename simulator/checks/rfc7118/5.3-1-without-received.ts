import { readVias } from '../../sip/via';
import { hears } from '../provoked/stream-reception';

/** RFC7118-5.3-1: over a WebSocket the client takes in a response whose topmost Via has no `received` (RFC 7118 §5.3). */
export const withoutReceived = hears('RFC7118-5.3-1', ({ event, response }) => {
  if (event.transport !== 'ws' && event.transport !== 'wss') return false;
  const vias = readVias(response.message);
  return vias.ok && vias.value[0] !== undefined && vias.value[0].received === undefined;
});
