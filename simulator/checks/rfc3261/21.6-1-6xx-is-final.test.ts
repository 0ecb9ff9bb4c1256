import { askedAgain, captured, givingUp, refusing, repeating } from '../provoked/repeats.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { globalFailure } from './21.6-1-6xx-is-final';

testProvoked(globalFailure, 'a 6xx ends the attempt at every server', {
  violation: {
    at: 'PUBLISH sip:alice@example.com SIP/2.0',
    play: (trace) => {
      refusing(603)(trace);
      trace.answers(trace.publishes({}, { local: { host: '192.0.2.2', port: 5060 } }));
      trace.passes(10_000);
      trace.ends();
    },
  },
  violations: { 'at the same server': { play: repeating(600, 5_000) }, 'in a capture': { play: captured(606, 50) } },
  legal: {
    'repeat after the user asked for it': { play: askedAgain(604, 6_000) },
    'other, unrelated requests': {
      play: (trace) => {
        refusing(603)(trace);
        trace.fetches();
        trace.answers(trace.registers());
        trace.passes(70_000);
        trace.ends();
      },
    },
  },
  passes: { 'giving up': { play: givingUp(606) } },
  undecided: {
    'Retry-After': { play: repeating(603, 50, [['Retry-After', '20']]) },
    'an unknown 6xx': { play: repeating(699, 50) },
  },
});
