import { CHANGED, grants, naming, nextAfterGrant } from '../common/update.fixture';
import { testEntry } from '../entry.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { tagOfChange } from './4.4-3-tag-of-change';

const changed = {
  happens: (trace: TraceBuilder) => grants(trace, trace.publishes({ ...naming('e1'), body: CHANGED }), 'c2'),
};

testEntry(tagOfChange, 'the entity-tag of the change replaces the old one', {
  violation: { seen: nextAfterGrant(naming('e1'), changed), at: 'e1' },
  legal: {
    'initial publication after a 412 or after expiry': {
      seen: nextAfterGrant({ body: CHANGED }, { ...changed, gap: 70_000 }),
    },
  },
  inapplicable: {
    'a refresh before, which is the matter of RFC3903-4.3-4': {
      seen: nextAfterGrant(naming('e1'), { happens: (trace) => grants(trace, trace.publishes(naming('e1')), 'r2') }),
    },
    'an entity-tag of letters in another case, which breaks RFC3903-4.1-3': {
      seen: nextAfterGrant(naming('C2'), changed),
    },
    'the entity-tag of a first publication': { seen: nextAfterGrant(naming('e1')) },
  },
});

testEntry(tagOfChange, 'the entity-tag of the change replaces the old one: two changes later', {
  violation: {
    seen: nextAfterGrant(naming('e1'), {
      happens: (trace) => {
        changed.happens(trace);
        grants(trace, trace.publishes(naming('c2')), 'c3');
      },
    }),
    at: 'e1',
  },
  legal: { 'initial publication after a 412 or after expiry': { seen: nextAfterGrant(naming('c2'), changed) } },
});
