import { CHANGED, naming, nextAfterGrant } from '../common/update.fixture';
import { testEntry } from '../entry.fixture';
import { context, type TraceBuilder } from '../trace.fixture';
import { storedTag } from './4.2-2-stored-tag';

const REQUEST_LINE = 'PUBLISH sip:alice@example.com SIP/2.0';
const registered = { happens: (trace: TraceBuilder) => trace.answers(trace.registers()) };
const elsewhere = { remote: { host: '192.0.2.10', port: 5099 } };
const keeping = { pics: { persistent_etag: true } };
const forgetful = { pics: { persistent_etag: false } };

testEntry(storedTag, 'a stored entity-tag is tried first', {
  violation: { seen: nextAfterGrant({}, registered), at: REQUEST_LINE },
  legal: {
    'initial publication after a real loss of state': {
      seen: nextAfterGrant({}, { ...registered, context: forgetful }, elsewhere),
      context: context(forgetful),
    },
  },
  inapplicable: {
    'a change without a registration': { seen: nextAfterGrant({ body: CHANGED }) },
    'a first publication after the end': { seen: nextAfterGrant({}, { ...registered, gap: 61_000 }) },
    'after a 412': {
      seen: nextAfterGrant(
        {},
        {
          happens: (trace) => {
            trace.answers(trace.registers());
            trace.answers(trace.publishes(naming('e1')), 412);
          },
        },
      ),
    },
    'from another port, without a declaration': { seen: nextAfterGrant({}, {}, elsewhere) },
    'an update without a registration': { seen: nextAfterGrant(naming('e1')) },
  },
});

testEntry(storedTag, 'a stored entity-tag is tried first: after a restart of a client that keeps it', {
  violation: { seen: nextAfterGrant({}, { context: keeping }, elsewhere), context: context(keeping), at: REQUEST_LINE },
  legal: { 'initial publication after a real loss of state': { seen: nextAfterGrant(naming('e1'), registered) } },
});
