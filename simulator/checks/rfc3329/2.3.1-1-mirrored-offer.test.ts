import type { MessageEvent } from '../../trace/event';
import { row } from '../history.fixture';
import { again, asks, credentials, scene } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { aka, DIGEST_OFFER, mirrored, offered, required, SERVER_OFFER, told } from '../provoked/security.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { mirroredOffer } from './2.3.1-1-mirrored-offer';

const START = 'PUBLISH sip:alice@example.com SIP/2.0';
const answer = [credentials({ method: 'REGISTER' }), offered, ...required];

/** A registration with a security agreement. */
function agrees(trace: TraceBuilder, verify: readonly (readonly [string, string])[] = [mirrored]): MessageEvent {
  const first = trace.registers({ add: [offered, ...required] });
  trace.answers(first, 401, [asks(), ...told]);
  const second = again(trace, first, [...answer, ...verify]);
  trace.answers(second);
  return second;
}

const later = (rows: readonly (readonly [string, string])[], context = aka) =>
  scene((trace) => {
    agrees(trace);
    trace.answers(trace.publishes({ add: rows }));
  }, context);

testProvoked(mirroredOffer, 'later requests mirror Security-Server', {
  violation: { at: START, ...later(required) },
  violations: {
    reordered: later([row('Security-Verify', `${SERVER_OFFER}, ${DIGEST_OFFER}`)]),
    filtered: later([row('Security-Verify', SERVER_OFFER)]),
    'another parameter': later([row('Security-Verify', mirrored[1].replace('spi-c=11', 'spi-c=1'))]),
    'the Security-Client list instead': later([row('Security-Verify', offered[1])]),
    'after a second REGISTER without, which another entry tells of': scene((trace) => {
      agrees(trace, []);
      trace.subscribes({ add: required });
    }, aka),
    'the repeat of a request outside an IMS core': scene((trace) => {
      agrees(trace, []);
    }),
    'another REGISTER with the Call-ID': scene((trace) => {
      again(trace, agrees(trace), answer);
    }, aka),
    'the list before, once the new one is agreed on': scene((trace) => {
      const again1 = again(trace, agrees(trace), [...answer, mirrored]);
      trace.answers(again1, 401, [asks({ nonce: 'n2' }), row('Security-Server', DIGEST_OFFER)]);
      trace.answers(again(trace, again1, [...answer, row('Security-Verify', DIGEST_OFFER)]));
      trace.publishes({ add: [mirrored] });
    }, aka),
  },
  legal: {
    'one row or several': later([row('Security-Verify', DIGEST_OFFER), row('security-verify', SERVER_OFFER)]),
  },
  passes: {
    'one row': later([mirrored]),
    'white space and letter case': later([
      row('Security-Verify', mirrored[1].replaceAll(';', ' ;\t').replace('ipsec', 'IPsec')),
    ]),
    'd-ver, which is the client’s own': later([
      row('Security-Verify', mirrored[1].replace('d-alg', 'd-ver="0"; d-alg')),
    ]),
    'the list before, while another one is agreed on': scene((trace) => {
      const again1 = again(trace, agrees(trace), [...answer, mirrored]);
      trace.answers(again1, 401, [asks({ nonce: 'n2' }), row('Security-Server', DIGEST_OFFER)]);
      again(trace, again1, [...answer, row('Security-Verify', DIGEST_OFFER)]);
      trace.publishes({ add: [mirrored] });
      trace.publishes({ add: [row('Security-Verify', DIGEST_OFFER)] });
    }),
    'a client that has deregistered': scene((trace) => {
      const verify = [...answer, mirrored];
      const bye = again(trace, agrees(trace), verify, [['Expires', '0']]);
      trace.answers(bye);
      trace.publishes();
    }),
  },
  undecided: {
    'the second REGISTER with IMS AKA': scene((trace) => {
      agrees(trace, []);
    }, aka),
    'the repeat after a 494': scene((trace) => {
      const first = trace.publishes({ add: [offered, ...required] });
      trace.answers(first, 494, told);
      again(trace, first, [offered]);
    }),
    'a server that offers nothing': scene((trace) => {
      trace.answers(trace.registers({ add: [offered] }), 401, [asks()]);
      trace.answers(trace.publishes());
    }),
    'a client that knows nothing of it': scene((trace) => {
      const first = trace.registers();
      trace.answers(first, 401, [asks(), ...told]);
      trace.answers(again(trace, first, [credentials({ method: 'REGISTER' })]));
      trace.answers(trace.publishes());
    }),
    'an agreement that the server refused': scene((trace) => {
      const first = trace.registers({ add: [offered] });
      trace.answers(first, 401, [asks(), ...told]);
      trace.answers(again(trace, first, [...answer, mirrored]), 403);
      trace.publishes();
    }, aka),
    TLS: scene((trace) => {
      agrees(trace);
      trace.publishes({}, { transport: 'tls' });
    }, aka),
    'an agreement on TLS': scene((trace) => {
      const first = trace.registers({ add: [offered] });
      trace.answers(first, 401, [asks(), row('Security-Server', 'tls;q=0.2')]);
      trace.answers(again(trace, first, [...answer, row('Security-Verify', 'tls;q=0.2')]));
      trace.publishes();
    }, aka),
    'a client that registers anew': scene((trace) => {
      agrees(trace);
      trace.registers({ add: [offered, ...required] });
      trace.publishes();
    }, aka),
    'another server': scene((trace) => {
      agrees(trace);
      trace.publishes({}, { local: { host: '192.0.2.2', port: 5060 } });
    }, aka),
    'Security-Verify that cannot be read': later([row('Security-Verify', ';;')]),
  },
});
