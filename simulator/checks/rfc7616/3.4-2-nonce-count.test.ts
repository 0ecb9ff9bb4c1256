import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { MessageEvent } from '../../trace/event';
import { row } from '../history.fixture';
import { again, answered, asks, challenged, credentials, scene, waits } from '../provoked/digest.fixture';
import { outcomesIn, reactionsIn, testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { nonceCount } from './3.4-2-nonce-count';

/** A use of a nonce, accepted. */
function uses(trace: TraceBuilder, nc: string, nonce = 'n1'): MessageEvent {
  const request = trace.publishes({ add: [credentials({ params: { nonce, nc } })] });
  trace.answers(request);
  return request;
}

function tells(trace: TraceBuilder, nonce = 'n1'): void {
  trace.answers(trace.publishes(), 401, [asks({ nonce })]);
}

const counted = (...counts: readonly string[]) =>
  scene((trace) => {
    tells(trace);
    for (const nc of counts) uses(trace, nc);
  });

testProvoked(nonceCount, 'the nonce count starts at one and grows', {
  violation: {
    at: 'nc=00000001',
    ...scene((trace) => {
      trace.answers(again(trace, challenged(trace), [credentials()]));
      trace.subscribes({ add: [credentials({ method: 'SUBSCRIBE' })] });
      waits(trace);
    }),
  },
  violations: {
    'one digit': answered([credentials({ params: { nc: '1' } })]),
    'no number': answered([credentials({ params: { nc: '0000000g' } })]),
    'nine digits': answered([credentials({ params: { nc: '000000001' } })]),
    'counted from zero': answered([credentials({ params: { nc: '00000000' } })]),
    'counted anew with the same nonce': counted('00000001', '00000002', '00000003', '00000001'),
    'counted anew after a long time': counted(
      ...Array.from({ length: 40 }, (_, index) => (index + 1).toString(16).padStart(8, '0')),
      '00000001',
    ),
    'a challenge that is answered with a later count': scene((trace) => {
      again(trace, challenged(trace), [credentials({ params: { nc: '00000005' } })]);
      waits(trace);
    }),
    'a challenge that is answered with a later count, while another nonce is used': scene((trace) => {
      again(trace, challenged(trace), [credentials({ params: { nc: '00000005' } })]);
      uses(trace, '00000001', 'other');
      waits(trace);
    }),
    'gone on with after a new nonce': scene((trace) => {
      tells(trace);
      uses(trace, '00000001');
      uses(trace, '00000002');
      tells(trace, 'n2');
      uses(trace, '00000003', 'n2');
      waits(trace);
    }),
    'gone on with after nextnonce': scene((trace) => {
      trace.starts('publish');
      tells(trace);
      const request = trace.publishes({ add: [credentials()] });
      trace.answers(request, 200, [['Authentication-Info', 'nextnonce="n2"']]);
      uses(trace, '00000002', 'n2');
      waits(trace);
    }),
    'twice with a nonce from before the trace': scene((trace) => {
      uses(trace, '00000007', 'old');
      uses(trace, '00000007', 'old');
    }),
    'lower after more than Timer F': scene((trace) => {
      tells(trace);
      uses(trace, '00000001');
      uses(trace, '00000005');
      trace.passes(33_000);
      uses(trace, '00000003');
    }),
  },
  legal: {
    'gaps (a request lost on the way)': counted('00000001', '00000004'),
    'lower- or upper-case hex (upper case: warn)': counted('00000001', '0000000a', '0000000B'),
  },
  passes: {
    'one after the other': counted('00000001', '00000002', '00000003'),
    'requests that overtake each other': counted('00000001', '00000003', '00000002'),
    'a nonce after a nonce': scene((trace) => {
      tells(trace);
      uses(trace, '00000001');
      tells(trace, 'n2');
      uses(trace, '00000001', 'n2');
    }),
    'going back to a nonce': scene((trace) => {
      tells(trace);
      uses(trace, '00000001');
      tells(trace, 'n2');
      uses(trace, '00000001', 'n2');
      uses(trace, '00000002');
    }),
    'a copy, and a copy that went another way': scene((trace) => {
      tells(trace);
      uses(trace, '00000001');
      const request = uses(trace, '00000002');
      trace.sends(request.bytes);
      trace.sends(Buffer.from(request.bytes.toString('latin1').replace('branch=z9hG4bK', 'branch=z9hG4bKx'), 'latin1'));
    }),
    'a challenge that is answered after another request': scene((trace) => {
      const request = challenged(trace);
      again(trace, request, [credentials({ params: { nc: '00000002' } })]);
      trace.passes(500);
      uses(trace, '00000001');
      waits(trace);
    }),
    'a count that goes on, and then those below it': scene((trace) => {
      tells(trace);
      uses(trace, '00000001');
      tells(trace, 'n2');
      uses(trace, '00000002', 'n2');
      uses(trace, '00000001', 'n2');
    }, undefined),
  },
  undecided: {
    'a single use': counted('00000001'),
    'a second use in a capture that lacks the first': scene((trace) => {
      tells(trace);
      uses(trace, '00000001');
      tells(trace, 'n2');
      uses(trace, '00000002', 'n2');
      waits(trace);
    }),
    'a count anew in a capture that lacks the challenges': scene((trace) => {
      for (const _ of [1, 2]) trace.answers(again(trace, trace.publishes(), [credentials()]));
    }),
    'a later count in a capture that lacks a request of the Call-ID': scene((trace) => {
      const request = trace.publishes();
      trace.answers(request, 401, [asks()]);
      again(trace, request, [credentials({ params: { nc: '00000002' } })], [row('CSeq', '3 PUBLISH')]);
      waits(trace);
    }),
    'a later count in another Call-ID than the challenge': scene((trace) => {
      tells(trace);
      uses(trace, '00000002');
      waits(trace);
    }),
    'a request that may have been lost': scene((trace) => {
      again(trace, challenged(trace), [credentials({ params: { nc: '00000002' } })]);
      trace.ends('done', { datagramsLost: 1 });
      trace.passes(10_000);
      trace.ends();
    }),
    'a nonce that the server told twice': scene((trace) => {
      tells(trace);
      uses(trace, '00000001');
      tells(trace);
      uses(trace, '00000001');
    }),
    'credentials without a count': answered([credentials({ params: { qop: undefined, nc: undefined } })]),
  },
});

describe('RFC7616-3.4-2 the findings', () => {
  it('warns of upper case', () => {
    assert.deepEqual(outcomesIn(nonceCount, counted('00000001', '0000000A')), ['warn']);
  });

  it('name the first and the latest use of a count', () => {
    const [failure] = reactionsIn(nonceCount, counted('00000001', '00000002', '00000001')).filter(
      ({ observation }) => observation.outcome === 'fail',
    );
    assert.equal(failure?.observation.otherFrame, 3);
    assert.match(failure?.observation.message ?? '', /frame 3$/);
  });

  it('say nothing of a lower count where nobody knows when it came', () => {
    const outcomes = outcomesIn(
      nonceCount,
      scene((trace) => {
        tells(trace);
        uses(trace, '00000005');
        trace.passes(40_000);
        const add = [credentials({ params: { nc: '00000003' } })];
        trace.publishes({ add }, { timeUnknown: true });
      }),
    );
    assert.ok(!outcomes.includes('fail'));
  });
});
