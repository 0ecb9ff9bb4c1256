import type { Registration } from '../check';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { publishSubject } from '../trace.fixture';
import { serviceRouteOrder } from './6.1-1-order';

const [A, B, C] = ['sip:a.example.net;lr', 'sip:b.example.net;lr', 'sip:c.example.net;lr;x=Y'] as const;
const registration: Registration = { aor: 'sip:alice@example.com', serviceRoute: [A, B, C], associatedUris: [] };
const routed = (...uris: readonly string[]) =>
  publishSubject({ add: [row('Route', uris.map((uri) => `<${uri}>`).join(', '))] }, { registration });

testEntry(serviceRouteOrder, 'Service-Route keeps its order', {
  violation: { seen: routed(A, C, B), at: `<${A}>, <${C}>, <${B}>` },
  legal: { 'preceded by a local outbound proxy': { seen: routed('sip:proxy.example.com;lr', A, B, C) } },
  inapplicable: {
    'a client that does not use it': { seen: publishSubject({}, { registration }) },
    'a Route of its own': { seen: routed('sip:proxy.example.com;lr') },
    'a registration without it': {
      seen: publishSubject({ add: [row('Route', `<${A}>`)] }, { registration: { ...registration, serviceRoute: [] } }),
    },
  },
});
