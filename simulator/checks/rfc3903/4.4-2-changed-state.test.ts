import { CHANGED, changedSettings, naming, nextAfterGrant } from '../common/update.fixture';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { changedState } from './4.4-2-changed-state';

const REQUEST_LINE = 'PUBLISH sip:alice@example.com SIP/2.0';
const asked = { operation: 'publish', settings: changedSettings } as const;
const empty = { ...naming('e1'), body: '', without: ['Content-Type'] };

testEntry(changedState, 'a change carries the modified state', {
  violation: { seen: nextAfterGrant(empty, asked), at: REQUEST_LINE },
  legal: {
    'complete document with all five settings': { seen: nextAfterGrant({ ...naming('e1'), body: CHANGED }, asked) },
  },
  inapplicable: {
    'a refresh that was asked for': { seen: nextAfterGrant(empty, { operation: 'refresh' }) },
    'a refresh that nobody asked for': { seen: nextAfterGrant(empty) },
    'the settings that the publication holds': {
      seen: nextAfterGrant(empty, { ...asked, settings: { ...changedSettings, isb: false } }),
    },
    'a publication of which nothing is known': { seen: nextAfterGrant({ ...empty, ...naming('x') }, asked) },
    'a first PUBLISH': { seen: nextAfterGrant({ body: '', without: ['Content-Type'] }, asked) },
    'a removal': { seen: nextAfterGrant({ ...empty, set: [...empty.set, row('Expires', '0')] }, asked) },
    'a body that is cut off': {
      seen: nextAfterGrant(empty, asked, { truncated: true }),
    },
  },
});
