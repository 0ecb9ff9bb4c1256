import { SETTINGS_DOCUMENT } from '../../sip/message.fixture';
import { answered, asks, credentials, scene } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { offeredQop } from './22.4-2-offered-qop';

const both = [asks({ qop: 'auth,auth-int' })];
const bare = credentials({ params: { qop: undefined, nc: undefined, cnonce: undefined } });

testProvoked(offeredQop, 'qop is one of the offered values', {
  violation: { at: `Authorization: ${bare[1]}`, ...answered([bare], both) },
  violations: {
    'a list of two': answered([credentials({ sent: { qop: '"auth,auth-int"' } })], both),
    'a value that is not offered': answered([credentials({ params: { qop: 'auth-int' } })]),
    'in a later request with the nonce': scene((trace) => {
      trace.answers(trace.publishes(), 401, both);
      trace.answers(trace.publishes({ add: [credentials()] }));
      trace.publishes({ add: [bare] });
    }),
  },
  legal: {
    'auth-int chosen with a correct body hash': answered(
      [credentials({ params: { qop: 'auth-int' }, body: SETTINGS_DOCUMENT })],
      both,
    ),
    'unknown offered values ignored': answered([credentials()], [asks({ qop: 'x-new,auth' })]),
  },
  passes: {
    'letter case and quotes': answered([credentials({ sent: { qop: '"AUTH"' } })]),
    'a challenge with blanks in its list': answered([credentials()], [asks({ qop: ' auth-int , auth ' })]),
  },
  undecided: {
    'a challenge without qop': answered([bare], [asks({ qop: undefined })]),
    'an empty one': answered([bare], [asks({ qop: '' })]),
    'a nonce from before the trace': scene((trace) => trace.publishes({ add: [bare] })),
  },
});
