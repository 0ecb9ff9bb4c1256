import { ALT, over, redirects } from '../provoked/redirects.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { targetAsRequestUri } from './8.1.3.4-2-target-as-request-uri';

function goingTo(
  requestUri: string,
  set: readonly (readonly [string, string])[] = [],
  contact = `${ALT};x=1?Subject=foo`,
) {
  return {
    play: (trace: Parameters<typeof redirects>[0]) => {
      redirects(trace, `<${contact}>`);
      trace.answers(trace.publishes({ requestUri, set }));
      over(trace);
    },
  };
}

const kept = `${ALT};x=1?Subject=foo`;

testProvoked(targetAsRequestUri, 'a redirected request has the URI of Contact as Request-URI', {
  violation: { at: kept, ...goingTo(kept) },
  violations: {
    'a parameter left out': goingTo(ALT),
    'the method kept': goingTo(`${ALT};method=PUBLISH`, [], `${ALT};method=PUBLISH`),
    'in a capture': {
      play: (trace) => {
        redirects(trace, `<${kept}>`, 301, false);
        trace.publishes({ requestUri: kept });
      },
    },
  },
  legal: {
    'same Call-ID, To, From kept (recommended) or a new Call-ID': goingTo(`${ALT};x=1`, [
      ['Call-ID', 'call-1@192.0.2.10'],
      ['CSeq', '2 PUBLISH'],
    ]),
  },
  passes: {
    'a new Call-ID': goingTo(`${ALT};x=1`),
    'without the method': goingTo(ALT, [], `${ALT};method=PUBLISH`),
    'another letter case of the host': goingTo('sip:alice@ALT.example.com;X=1'),
  },
  undecided: {
    'no redirected request': {
      play: (trace) => {
        redirects(trace);
        over(trace);
      },
    },
    'another request': goingTo('sip:alice@example.com'),
  },
});
