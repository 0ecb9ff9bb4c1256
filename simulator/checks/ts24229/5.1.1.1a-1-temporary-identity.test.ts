import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { context, publishSubject, subscribeSubject } from '../trace.fixture';
import { temporaryIdentity } from './5.1.1.1a-1-temporary-identity';
import { preferredIdentity } from './5.1.2a.1.1-5-preferred-identity';
import { fromIdentity } from './5.1.2a.1.1-6-from-identity';

const ims = context({ pics: { sip_ip_core: 'ims' } });
const temporary = 'sip:001010123456789@ims.mnc001.mcc001.3gppnetwork.org';
const registration = { aor: temporary, serviceRoute: [], associatedUris: ['sip:alice@ims.example.net'] };
const from = (uri: string) => ({ set: [row('From', `<${uri}>;tag=4fa3c2d19b`)] });
const preferring = { add: [row('P-Preferred-Identity', `<${temporary}>`)] };

testEntry(temporaryIdentity, 'the temporary identity appears only in REGISTER', {
  violation: {
    seen: publishSubject(from(temporary), { registration }),
    context: ims,
    at: `From: <${temporary}>;tag=4fa3c2d19b`,
  },
  legal: {
    'default public identity used instead': {
      seen: publishSubject(from('sip:alice@ims.example.net'), { registration }),
      context: ims,
    },
  },
  inapplicable: { 'a client outside an IMS core': { seen: publishSubject(from(temporary), { registration }) } },
});

testEntry(temporaryIdentity, 'the temporary identity appears only in REGISTER: P-Preferred-Identity of a SUBSCRIBE', {
  violation: {
    seen: subscribeSubject(preferring, { registration }),
    context: ims,
    at: `P-Preferred-Identity: <${temporary}>`,
  },
  legal: {
    'default public identity used instead': {
      seen: publishSubject(from(temporary), { registration: { ...registration, associatedUris: [temporary] } }),
      context: ims,
    },
  },
});

testEntry(preferredIdentity, 'says nothing of the temporary identity', {
  violation: {
    seen: publishSubject({ add: [row('P-Preferred-Identity', '<sip:bob@ims.example.net>')] }, { registration }),
    context: ims,
    at: 'sip:bob@ims.example.net',
  },
  legal: {
    'tel URI that is registered implicitly': { seen: publishSubject({}, { registration }), context: ims },
    'display name': { seen: publishSubject({}, { registration }), context: ims },
  },
  inapplicable: { 'the temporary identity': { seen: publishSubject(preferring, { registration }), context: ims } },
});

testEntry(fromIdentity, 'says nothing of the temporary identity', {
  violation: { seen: publishSubject(from('sip:x@192.0.2.10'), { registration }), context: ims, at: 'sip:x@192.0.2.10' },
  legal: { 'display name "Anonymous"': { seen: publishSubject({}, { registration }), context: ims } },
  inapplicable: { 'the temporary identity': { seen: publishSubject(from(temporary), { registration }), context: ims } },
});
