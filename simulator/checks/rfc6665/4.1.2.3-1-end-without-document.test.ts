import { notified, passive, scene, subscribed, tells } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { endWithoutDocument } from './4.1.2.3-1-end-without-document';

testProvoked(endWithoutDocument, 'a fetch may end without a document', {
  violation: { at: '415', ...notified({ body: '' }, 415) },
  violations: {
    'no answer': notified({ body: '' }, 0),
    'with Content-Type': notified({ body: '', set: [['Content-Type', 'application/poc-settings+xml']] }, 400),
  },
  legal: {
    'any reason phrase': notified({ body: '' }, 200),
    'extra headers in the 200': notified({ body: '' }, 200, [['Server', 'a']]),
  },
  passes: {
    'with Content-Type': notified({ body: '', set: [['Content-Type', 'application/poc-settings+xml']] }, 200),
  },
  undecided: {
    'an end with a document': notified({}, 400),
    'a client that answers 408': notified({ body: '' }, 408),
    'an answer that is not yet due': scene((trace) => void tells(trace, subscribed(trace), { body: '' }), 20_000),
    'no answer in a capture': passive((trace) => void tells(trace, subscribed(trace), { body: '' })),
  },
});
