import { CHANGED, naming, nextAfterGrant } from '../common/update.fixture';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { refreshNamesPublication } from './4.3-2-refresh-names-publication';

const REQUEST_LINE = 'PUBLISH sip:alice@example.com SIP/2.0';
const late = { gap: 40_000 };

testEntry(refreshNamesPublication, 'a refresh names the publication', {
  violation: { seen: nextAfterGrant({}, late), at: REQUEST_LINE },
  legal: {
    'initial publication after 412': {
      seen: nextAfterGrant({}, { ...late, happens: (trace) => trace.answers(trace.publishes(naming('e1')), 412) }),
    },
  },
  inapplicable: {
    'a change, which breaks RFC3903-4.4-1': { seen: nextAfterGrant({ body: CHANGED }, late) },
    'a first publication after the end': { seen: nextAfterGrant({}, { gap: 61_000 }) },
    'the same settings soon after': { seen: nextAfterGrant({}, { gap: 17_000 }) },
    'after a registration': {
      seen: nextAfterGrant({}, { ...late, happens: (trace) => trace.answers(trace.registers()) }),
    },
    'a change with the entity-tag': { seen: nextAfterGrant({ body: CHANGED, ...naming('e1') }, late) },
  },
});

testEntry(refreshNamesPublication, 'a refresh names the publication: when it was asked for', {
  violation: { seen: nextAfterGrant({}, { operation: 'refresh', gap: 500 }), at: REQUEST_LINE },
  legal: { 'initial publication after 412': { seen: nextAfterGrant(naming('e1'), { operation: 'refresh' }) } },
});

testEntry(refreshNamesPublication, 'a refresh names the publication: without a body', {
  violation: { seen: nextAfterGrant({ body: '', without: ['Content-Type'] }, late), at: REQUEST_LINE },
  legal: {
    'initial publication after 412': {
      seen: nextAfterGrant({ body: '', without: ['Content-Type'], ...naming('e1') }, late),
    },
  },
  inapplicable: {
    'soon after': { seen: nextAfterGrant({ body: '', without: ['Content-Type'] }) },
    'a removal': { seen: nextAfterGrant({ body: '', set: [row('Expires', '0')] }, late) },
  },
});
