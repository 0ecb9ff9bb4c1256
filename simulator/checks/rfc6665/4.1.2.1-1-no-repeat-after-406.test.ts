import { passive, scene } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { noRepeatAfter406 } from './4.1.2.1-1-no-repeat-after-406';

/** A 406, and another SUBSCRIBE with these values of Accept; none without them. */
function again(accept?: readonly string[], time = 100, requestUri = 'sip:alice@example.com'): Scene {
  return scene((trace) => {
    trace.answers(trace.subscribes(), 406);
    trace.passes(time);
    if (accept === undefined) return;
    const set = accept.map((value) => ['Accept', value] as const);
    trace.subscribes({ set, requestUri, without: accept.length === 0 ? ['Accept'] : [] });
  });
}

testProvoked(noRepeatAfter406, 'after 406 not with the same Accept', {
  violation: { at: 'Accept: application/poc-settings+xml', ...again(['application/poc-settings+xml']) },
  legal: {
    'new SUBSCRIBE without Accept or with a longer Accept list': again([
      'application/poc-settings+xml, application/xml',
    ]),
  },
  passes: {
    'no repeat': again(),
    'for another user': again(['application/poc-settings+xml'], 100, 'sip:bob@example.com'),
    'without Accept': again([]),
  },
  undecided: {
    'the user asks for it': scene((trace) => {
      trace.answers(trace.subscribes(), 406);
      trace.starts('retrieve', undefined, 2);
      trace.subscribes();
    }),
    'another refusal': scene((trace) => {
      trace.answers(trace.subscribes(), 403);
      trace.subscribes();
    }),
    'a moment that a person can act in': passive((trace) => {
      trace.answers(trace.subscribes(), 406);
      trace.passes(3_000);
      trace.subscribes();
    }),
  },
});
