import type { Registration } from '../check';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { context, publishSubject, registerSubject, subscribeSubject } from '../trace.fixture';
import { preloadedServiceRoute } from './5.1.2a.1.1-1-route';

const ims = context({ pics: { sip_ip_core: 'ims' } });
const PCSCF = '<sip:192.0.2.1:5060>';
const ROUTE = '<sip:orig@scscf1.ims.example.net;lr>';
const registration: Registration = {
  aor: 'sip:alice@example.com',
  serviceRoute: ['sip:orig@scscf1.ims.example.net;lr'],
  associatedUris: [],
};
const two = { ...registration, serviceRoute: [...registration.serviceRoute, 'sip:as@scscf2.example.net;lr;X=%61'] };
const routed = (rows: readonly string[], of = registration) =>
  publishSubject({ add: rows.map((value) => row('Route', value)) }, { registration: of });

testEntry(preloadedServiceRoute, 'a request outside a dialog follows the registration', {
  violation: { seen: routed([ROUTE]), context: ims, at: ROUTE },
  legal: {
    'one row or several': { seen: routed([PCSCF, ROUTE]), context: ims },
    'URI parameters kept exactly': {
      seen: routed([`${PCSCF}, ${ROUTE}, <sip:as@scscf2.example.net;lr;X=%61>`], two),
      context: ims,
    },
    'lr also on the P-CSCF entry': { seen: routed([`<sip:192.0.2.1:5060;lr>, ${ROUTE}`]), context: ims },
  },
  inapplicable: {
    'a REGISTER': { seen: registerSubject({}, { registration }), context: ims },
    'a request in a dialog': {
      seen: subscribeSubject({ set: [row('To', '<sip:alice@example.com>;tag=1')] }, { registration }),
      context: ims,
    },
    'a client that was not seen registering': { seen: publishSubject(), context: ims },
    'a client outside an IMS core, which need not use it': { seen: routed([]) },
  },
});
