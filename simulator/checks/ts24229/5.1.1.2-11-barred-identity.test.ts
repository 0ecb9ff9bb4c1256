import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { context, publishSubject, subscribeSubject } from '../trace.fixture';
import { barredIdentity } from './5.1.1.2-11-barred-identity';
import { fromIdentity } from './5.1.2a.1.1-6-from-identity';

const ims = context({ pics: { sip_ip_core: 'ims' }, imAddress: 'sip:work@ims.example.net' });
const registration = {
  aor: 'sip:alice@ims.example.net',
  serviceRoute: [],
  associatedUris: ['sip:work@ims.example.net', 'tel:+12015550123'],
};
const from = (uri: string) => ({ set: [row('From', `<${uri}>;tag=4fa3c2d19b`)] });
const barred = from('sip:alice@ims.example.net');

testEntry(barredIdentity, 'a barred identity is not used', {
  violation: {
    seen: publishSubject(barred, { registration }),
    context: ims,
    at: 'From: <sip:alice@ims.example.net>;tag=4fa3c2d19b',
  },
  legal: {
    'any listed identity': { seen: publishSubject(from('tel:+12015550123'), { registration }), context: ims },
  },
  inapplicable: {
    'no P-Associated-URI': {
      seen: publishSubject(barred, { registration: { ...registration, associatedUris: [] } }),
      context: ims,
    },
    'no registration': { seen: publishSubject(barred), context: ims },
    'a client outside an IMS core': { seen: publishSubject(barred, { registration }) },
  },
});

testEntry(barredIdentity, 'a barred identity is not used: Request-URI of a SUBSCRIBE', {
  violation: {
    seen: subscribeSubject({ requestUri: 'sip:alice@IMS.example.net' }, { registration }),
    context: ims,
    at: 'sip:alice@IMS.example.net',
  },
  legal: {
    'any listed identity': { seen: publishSubject(from('sip:work@ims.example.net'), { registration }), context: ims },
  },
});

testEntry(fromIdentity, 'says nothing of a barred identity', {
  violation: { seen: publishSubject(from('sip:x@192.0.2.10'), { registration }), context: ims, at: 'sip:x@192.0.2.10' },
  legal: {
    'display name "Anonymous"': {
      seen: publishSubject(from('sip:work@ims.example.net'), { registration }),
      context: ims,
    },
  },
  inapplicable: { 'the barred identity': { seen: publishSubject(barred, { registration }), context: ims } },
});
