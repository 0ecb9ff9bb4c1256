import type { Registration } from '../check';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { publishSubject } from '../trace.fixture';
import { newestServiceRoute } from './6.1-2-newest';

const OLD = 'sip:old.example.net;lr';
const NEW = 'sip:new.example.net;lr';
const changed: Registration = {
  aor: 'sip:alice@example.com',
  serviceRoute: [NEW],
  formerServiceRoutes: [[OLD]],
  associatedUris: [],
};
const cleared = { ...changed, serviceRoute: [] };
const routed = (registration: Registration, ...uris: readonly string[]) =>
  publishSubject({ add: uris.map((uri) => row('Route', `<${uri}>`)) }, { registration });

testEntry(newestServiceRoute, 'the newest Service-Route counts', {
  violation: { seen: routed(changed, OLD), at: `<${OLD}>` },
  legal: {
    'Route absent because the newest 200 had no Service-Route': { seen: routed(cleared) },
    'locally configured first hop kept in front': { seen: routed(changed, 'sip:proxy.example.com;lr', NEW) },
  },
  inapplicable: {
    'a registration that did not change': { seen: routed({ ...changed, formerServiceRoutes: [[]] }, 'sip:x;lr') },
    'a first registration': {
      seen: routed({ aor: changed.aor, serviceRoute: [NEW], associatedUris: [] }, NEW),
    },
    'a client that does not use it': { seen: routed(changed) },
  },
});
