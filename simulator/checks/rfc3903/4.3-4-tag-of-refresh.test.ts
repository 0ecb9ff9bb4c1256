import { CHANGED, grants, naming, nextAfterGrant } from '../common/update.fixture';
import { testEntry } from '../entry.fixture';
import { context, type TraceBuilder } from '../trace.fixture';
import { latestEntityTag } from './4.1-3-latest-entity-tag';
import { tagOfRefresh } from './4.3-4-tag-of-refresh';

const refreshed = { happens: (trace: TraceBuilder) => grants(trace, trace.publishes(naming('e1')), 'r2') };
const passive = { imAddress: undefined, nextHop: undefined };

testEntry(tagOfRefresh, 'the entity-tag of the refresh replaces the old one', {
  violation: { seen: nextAfterGrant({ ...naming('e1'), body: CHANGED }, refreshed), at: 'e1' },
  legal: {
    'initial publication after a 412 or after expiry': {
      seen: nextAfterGrant(
        {},
        {
          happens: (trace) => {
            refreshed.happens(trace);
            trace.answers(trace.publishes(naming('r2')), 412);
          },
        },
      ),
    },
  },
  inapplicable: {
    'a change before, which is the matter of RFC3903-4.4-3': {
      seen: nextAfterGrant(naming('e1'), {
        happens: (trace) => grants(trace, trace.publishes({ ...naming('e1'), body: CHANGED }), 'c2'),
      }),
    },
    'an entity-tag that was made up, which breaks RFC3903-4.1-3': { seen: nextAfterGrant(naming('R2'), refreshed) },
    'the entity-tag of a first publication': { seen: nextAfterGrant(naming('e1')) },
    'a 2xx that was sent again, as to a client that had not got it': {
      seen: nextAfterGrant(naming('e1'), {
        happens: (trace) => {
          const publish = trace.publishes(naming('e1'));
          grants(trace, publish, 'r2');
          trace.sends(publish.bytes);
        },
      }),
    },
    'an update of a publication that began before the trace': {
      seen: nextAfterGrant(naming('old'), { happens: (trace) => grants(trace, trace.publishes(naming('old')), 'r2') }),
    },
  },
});

testEntry(tagOfRefresh, 'the entity-tag of the refresh replaces the old one: one without a body, in a capture', {
  violation: {
    seen: nextAfterGrant(naming('e1'), {
      context: passive,
      happens: (trace) =>
        grants(trace, trace.publishes({ ...naming('e1'), body: '', without: ['Content-Type'] }), 'r2'),
    }),
    context: context(passive),
    at: 'e1',
  },
  legal: { 'initial publication after a 412 or after expiry': { seen: nextAfterGrant(naming('r2'), refreshed) } },
});

testEntry(latestEntityTag, 'an entity-tag that is superseded is left to RFC3903-4.3-4 where a refresh did it', {
  violation: { seen: nextAfterGrant(naming('R2'), refreshed), at: 'R2' },
  legal: { 'tag of the last 2xx that really reached the client': { seen: nextAfterGrant(naming('r2'), refreshed) } },
  inapplicable: { 'the old one': { seen: nextAfterGrant(naming('e1'), refreshed) } },
});
