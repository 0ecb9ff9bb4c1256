import { answered, asks, challenged, credentials, scene, waits } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { noBasic } from './2.6-1-no-basic';

const BASIC = ['WWW-Authenticate', 'Basic realm="x"'] as const;
const row = ['Authorization', 'Basic YWxpY2U6c2VjcmV0'] as const;

testProvoked(noBasic, 'Basic is never sent', {
  violation: { at: row.join(': '), ...answered([row], [BASIC]) },
  violations: {
    'for a proxy': answered([['Proxy-Authorization', 'bAsIc YQ==']], [['Proxy-Authenticate', 'basic realm="x"']], 407),
    'beside Digest, unasked': scene((trace) => trace.publishes({ add: [credentials(), row] })),
  },
  legal: {
    'request abandoned': scene((trace) => {
      challenged(trace, 401, [BASIC]);
      waits(trace);
    }),
  },
  passes: { 'Digest credentials, unasked': answered([credentials()], [BASIC]) },
  undecided: {
    'a Digest challenge beside': answered([credentials()], [BASIC, asks()]),
    'a trace that ends before': scene((trace) => {
      challenged(trace, 401, [BASIC]);
      waits(trace, 5_000);
    }),
    'a 401 without challenge': scene((trace) => {
      challenged(trace, 401, []);
      waits(trace);
    }),
  },
});
