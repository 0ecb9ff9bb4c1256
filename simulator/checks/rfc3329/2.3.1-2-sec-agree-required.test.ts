import { row } from '../history.fixture';
import { again, asks, credentials, scene } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { aka, mirrored, offered, required, told } from '../provoked/security.fixture';
import { secAgreeRequired } from './2.3.1-2-sec-agree-required';

type Rows = readonly (readonly [string, string])[];
const one = row('Require', 'sec-agree');

/** A registration with a security agreement, and a PUBLISH after it. */
const published = (rows: Rows, first: Rows = [offered, ...required], second: Rows = [...first, mirrored]) =>
  scene((trace) => {
    const request = trace.registers({ add: first });
    trace.answers(request, 401, [asks(), ...told]);
    trace.answers(again(trace, request, [credentials({ method: 'REGISTER' }), ...second]));
    trace.answers(trace.publishes({ add: rows }));
  }, aka);

testProvoked(secAgreeRequired, 'sec-agree is required, of proxies too', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', ...published([mirrored, one]) },
  violations: {
    'Require with something else': published([mirrored, row('Require', 'pref'), row('Proxy-Require', 'sec-agree')]),
    'neither, under an agreement': published([]),
    'the second REGISTER': published([mirrored, ...required], [offered, ...required], [offered, mirrored, one]),
    'the request that was refused, outside an IMS core': scene((trace) => {
      trace.answers(trace.publishes({ add: [offered, one] }), 494, told);
    }),
  },
  legal: {
    'further option tags': published([
      mirrored,
      row('Require', 'pref, SEC-agree'),
      row('Proxy-Require', 'x,sec-agree ,y'),
    ]),
  },
  undecided: {
    'a server that offers nothing': scene((trace) => {
      trace.answers(trace.registers({ add: [offered] }), 401, [asks()]);
      trace.publishes({ add: [mirrored] });
    }),
    'the first REGISTER with IMS AKA': scene((trace) => {
      trace.answers(trace.registers({ add: [offered] }), 401, [asks(), ...told]);
    }, aka),
    'a client that knows nothing of it': scene((trace) => {
      const first = trace.registers();
      trace.answers(first, 401, [asks(), ...told]);
      trace.answers(again(trace, first, [credentials({ method: 'REGISTER' })]));
      trace.publishes();
    }),
    TLS: scene((trace) => {
      trace.answers(trace.publishes(), 494, told);
      trace.publishes({ add: [mirrored] }, { transport: 'tls' });
    }),
  },
});
