import { answered, credentials, scene } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { quoting } from './3.4-5-quoting';

const raw = (from: string | RegExp, to: string) => credentials({ raw: (value) => value.replace(from, to) });
const unquoted = (key: string) => raw(new RegExp(`${key}="([^"]*)"`), `${key}=$1`);

testProvoked(quoting, 'quotes stand where they belong', {
  violation: { at: 'qop="auth"', ...answered([raw('qop=auth', 'qop="auth"')]) },
  violations: {
    'algorithm in quotes': answered([raw('nc=', 'algorithm="MD5", nc=')]),
    'nc in quotes': answered([raw('nc=00000001', 'nc = "00000001"')]),
    'an unquoted response': answered([unquoted('response')]),
    'an unquoted username': answered([unquoted('username')]),
    'an unquoted realm': answered([unquoted('realm')]),
    'an unquoted cnonce': answered([unquoted('cnonce')]),
    'an unquoted nonce that is no token': answered([raw('nonce="n1"', 'nonce=n1/==')]),
    'an unquoted opaque': answered([raw('nc=', 'opaque=o, nc=')]),
    'in the first REGISTER of an IMS core': scene((trace) =>
      trace.registers({ add: [credentials({ sent: { nonce: '', algorithm: '"MD5"' } })] }),
    ),
    'in the second row': answered([credentials(), ['Proxy-Authorization', raw('qop=auth', 'qop="auth"')[1]]]),
  },
  legal: { 'LWS around "="': answered([credentials({ raw: (value) => value.replaceAll('=', ' =\t ') })]) },
  passes: {
    'an unquoted uri, which RFC3261-22.4-1 speaks of': answered([unquoted('uri')]),
    'what has quotes nowhere else': answered([raw('nc=', 'userhash=false, auts="x", nc=')]),
  },
  undecided: {
    'no credentials': scene((trace) => trace.publishes()),
    'another scheme': answered([['Authorization', 'Basic qop="auth"']]),
  },
});
