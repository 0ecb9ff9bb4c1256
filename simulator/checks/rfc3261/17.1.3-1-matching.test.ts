import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { discardingCases } from '../provoked/discarding.fixture';
import { copies } from '../provoked/play.fixture';
import { outcomesIn, testProvoked } from '../provoked/scene.fixture';
import { matching } from './17.1.3-1-matching';

const cases = discardingCases((via) => [['Via', via.replace(/branch=[^;]*/, 'branch=z9hG4bKwrong')]]);

testProvoked(matching, 'a response belongs to the transaction whose branch and method it has', {
  ...cases,
  legal: {
    'stray responses logged by the client': {
      play: (trace) => {
        trace.starts('publish');
        const request = trace.publishes();
        trace.answers(request, 200, [['Via', 'SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKwrong']]);
        trace.answers(copies(trace, request, [500]));
      },
    },
  },
});

it('RFC3261-17.1.3-1 fails a client that takes a response with a foreign CSeq method', () => {
  const { violation } = discardingCases((_, cseq) => [['CSeq', cseq.replace('PUBLISH', 'SUBSCRIBE')]]);
  assert.ok(outcomesIn(matching, violation).includes('fail'));
});
