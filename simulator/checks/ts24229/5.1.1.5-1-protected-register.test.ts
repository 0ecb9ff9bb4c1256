import { row } from '../history.fixture';
import { again, asks, credentials, known, scene, waits } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import {
  aka,
  DIGEST_OFFER,
  mirrored,
  OFFER,
  offered,
  required,
  SERVER_OFFER,
  told,
} from '../provoked/security.fixture';
import { protectedRegister } from './5.1.1.5-1-protected-register';

type Rows = readonly (readonly [string, string])[];
const START = 'REGISTER sip:example.com SIP/2.0';
const answer = credentials({ method: 'REGISTER' });

const registered = (rows: Rows, set: Rows = [], server: Rows = told, context = aka) =>
  scene((trace) => {
    trace.starts('register');
    const first = trace.registers({ add: [offered, ...required] });
    trace.answers(first, 401, [asks(), ...server]);
    trace.answers(again(trace, first, rows, set));
    waits(trace);
  }, context);

testProvoked(protectedRegister, 'the second REGISTER keeps to the agreement', {
  violation: { at: START, ...registered([answer, offered, ...required]) },
  violations: {
    'another Call-ID': registered([answer, offered, mirrored], [['Call-ID', 'x@y']]),
    'no Security-Client': registered([answer, mirrored]),
    'another Security-Client': registered([
      answer,
      row('Security-Client', OFFER.replace('spi-c=1', 'spi-c=9')),
      mirrored,
    ]),
    'values in another order': registered([
      answer,
      offered,
      row('Security-Verify', `${SERVER_OFFER}, ${DIGEST_OFFER}`),
    ]),
    'Security-Verify that cannot be read': registered([answer, offered, row('Security-Verify', ';')]),
    'after a REGISTER that answers nothing': scene((trace) => {
      const first = trace.registers({ add: [offered, ...required] });
      trace.answers(first, 401, [asks(), ...told]);
      trace.registers({ add: [offered, ...required] });
      again(trace, first, [answer, offered]);
    }, aka),
  },
  legal: {
    'header rows split or joined': registered([
      answer,
      offered,
      row('Security-Verify', DIGEST_OFFER),
      row('Security-Verify', SERVER_OFFER),
    ]),
    'LWS differences': registered([
      answer,
      row('Security-Client', OFFER.replaceAll(';', ' ; ')),
      row('Security-Verify', mirrored[1].replaceAll(';', ';\r\n ')),
    ]),
  },
  undecided: {
    'no answer': scene((trace) => {
      trace.starts('register');
      trace.answers(trace.registers({ add: [offered] }), 401, [asks(), ...told]);
      waits(trace);
    }, aka),
    'no Security-Server': registered([answer], [], []),
    'an IMS core without AKA': registered([answer], [], told, {
      ...known,
      pics: { sip_ip_core: 'ims', auth: 'sip-digest' },
    }),
    'no IMS core': registered([answer], [], told, { ...known, pics: { auth: 'aka' } }),
  },
});
