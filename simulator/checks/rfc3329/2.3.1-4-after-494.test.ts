import { row } from '../history.fixture';
import { again, scene, waits } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { DIGEST_OFFER, mirrored, offered, required, SERVER_OFFER, told } from '../provoked/security.fixture';
import { after494 } from './2.3.1-4-after-494';

type Rows = readonly (readonly [string, string])[];
const START = 'PUBLISH sip:alice@example.com SIP/2.0';

const refused = (rows: Rows | undefined, first: Rows = [offered, ...required], server = told) =>
  scene((trace) => {
    trace.starts('publish');
    const request = trace.publishes({ add: first });
    trace.answers(request, 494, server);
    if (rows !== undefined) again(trace, request, rows);
    waits(trace);
  });

testProvoked(after494, 'after 494 the request is repeated with Security-Verify', {
  violation: { at: START, ...refused([offered, ...required]) },
  violations: {
    'no retry, although something is common': refused(undefined),
    'another list': refused([row('Security-Verify', `${SERVER_OFFER}, ${DIGEST_OFFER}`), ...required]),
    'a retry of a client that offered nothing': refused([], []),
  },
  legal: {
    'giving up when nothing is common': refused(undefined, [row('Security-Client', 'tls')]),
  },
  passes: {
    'a retry': refused([offered, mirrored, ...required]),
    'a retry without option tags, which another entry speaks of': refused([mirrored]),
  },
  undecided: {
    'silence of a client that offered nothing': refused(undefined, []),
    'a 494 that offers nothing': refused(undefined, [offered], []),
    'silence of a client that nobody drives': scene((trace) => {
      trace.answers(trace.publishes({ add: [offered] }), 494, told);
      trace.passes(20_000);
      trace.answers(trace.subscribes());
    }),
    'another request': scene((trace) => {
      trace.starts('publish');
      trace.answers(trace.publishes({ add: [offered] }), 494, told);
      trace.subscribes();
    }),
  },
});
