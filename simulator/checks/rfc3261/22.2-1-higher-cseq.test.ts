import { again, answered, asks, challenged, credentials, scene, waits } from '../provoked/digest.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { higherCseq } from './22.2-1-higher-cseq';

const retried = (cseq: string) =>
  scene((trace) => {
    trace.starts('publish');
    const request = trace.publishes({ set: [['CSeq', '1 PUBLISH']] });
    trace.answers(request, 401, [asks()]);
    trace.answers(again(trace, request, [credentials()], [['CSeq', cseq]]));
    waits(trace);
  });

testProvoked(higherCseq, 'the retry has a higher CSeq number', {
  violation: { at: 'CSeq: 1 PUBLISH', ...retried('1 PUBLISH') },
  violations: { 'a lower number': retried('0 PUBLISH') },
  legal: { 'raised by more than one': retried('17 PUBLISH') },
  passes: { 'raised by one': answered([credentials()]) },
  undecided: {
    'another Call-ID': scene((trace) => {
      trace.answers(trace.publishes({ set: [['CSeq', '7 PUBLISH']] }), 401, [asks()]);
      trace.publishes({ set: [['CSeq', '1 PUBLISH']], add: [credentials()] });
    }),
    'a second request with the nonce': scene((trace) => {
      const request = challenged(trace);
      trace.publishes({ add: [credentials()] });
      again(trace, request, [credentials({ params: { nc: '00000002' } })], [['CSeq', '1 PUBLISH']]);
    }),
    'no retry': scene((trace) => {
      challenged(trace);
      waits(trace);
    }),
    'credentials from before the trace': scene((trace) => trace.publishes({ add: [credentials()] })),
    'a CSeq that cannot be read': retried('one PUBLISH'),
  },
});
