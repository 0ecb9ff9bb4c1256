import { answered, asks, credentials, scene } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { joinedCredentials } from './22.4-3-joined-credentials';

const two = [asks({ realm: 'a' }), asks({ realm: 'b', nonce: 'n2' })];
const first = credentials({ params: { realm: 'a' } });
const second = credentials({ params: { realm: 'b', nonce: 'n2' } });
const joined = ['Authorization', `${first[1]}, ${second[1]}`] as const;

testProvoked(joinedCredentials, 'credentials stand in rows of their own', {
  violation: { at: joined.join(': '), ...answered([joined], two) },
  violations: {
    'after others in a row of their own': answered([second, joined], two),
    'in another method': scene((trace) => {
      trace.registers();
      trace.registers({ method: 'OPTIONS', add: [joined] });
    }),
  },
  legal: {
    'several rows': answered([first, second], two),
    'commas between the parameters of one credential': answered([first, second], two),
  },
  passes: {
    'a row for the proxy and one for the server': answered([first, ['Proxy-Authorization', second[1]]], two),
    'Basic, whose base64 is no second scheme': answered([['Authorization', 'Basic YWxpY2U6c2VjcmV0'], first], two),
  },
  undecided: {
    'one credential': answered([credentials({ params: { username: 'a, Digest b' } })]),
    'a row that cannot be read': answered([credentials({ raw: (value) => `${value}, Digest realm="` })]),
  },
});
