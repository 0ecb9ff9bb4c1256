import { CHANGED, naming, nextAfterGrant } from '../common/update.fixture';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { context } from '../trace.fixture';
import { changeNamesPublication } from './4.4-1-change-names-publication';

const REQUEST_LINE = 'PUBLISH sip:alice@example.com SIP/2.0';
const passive = { imAddress: undefined, nextHop: undefined };
const capture = context(passive);
const forgetful = { pics: { persistent_etag: false } };
const sameCall = { set: [row('Call-ID', 'call-1@192.0.2.10')] };

testEntry(changeNamesPublication, 'a change names the publication', {
  violation: { seen: nextAfterGrant({ body: CHANGED }), at: REQUEST_LINE },
  legal: {
    'initial publication after 412 or expiry': {
      seen: nextAfterGrant(
        { body: CHANGED },
        { happens: (trace) => trace.answers(trace.publishes(naming('e1')), 412) },
      ),
    },
  },
  inapplicable: {
    'a first publication after the end': { seen: nextAfterGrant({ body: CHANGED }, { gap: 59_500 }) },
    'a first publication after a timeout': {
      seen: nextAfterGrant({ body: CHANGED }, { happens: (trace) => trace.publishes(naming('e1')) }),
    },
    'a first publication after any other refusal': {
      seen: nextAfterGrant(
        { body: CHANGED },
        { happens: (trace) => trace.answers(trace.publishes(naming('e1')), 500) },
      ),
    },
    'a first publication where a copy shows that the 2xx may be lost': {
      seen: nextAfterGrant(
        { body: CHANGED },
        {
          happens: (trace) => {
            const [first] = trace.events;
            if (first?.kind === 'message') trace.sends(first.bytes);
          },
        },
      ),
    },
    'an update whose entity-tag cannot be read, which breaks other entries': {
      seen: nextAfterGrant({ body: CHANGED, add: [row('SIP-If-Match', 'W/"e1"')] }),
    },
    'the repeat after a challenge': {
      seen: nextAfterGrant(
        { body: CHANGED, set: [row('Call-ID', 'c9'), row('CSeq', '9 PUBLISH')] },
        {
          happens: (trace) =>
            trace.answers(
              trace.publishes({ body: CHANGED, set: [row('Call-ID', 'c9'), row('CSeq', '8 PUBLISH')] }),
              401,
            ),
        },
      ),
    },
    'a client that was registered anew, which breaks RFC3903-4.2-2': {
      seen: nextAfterGrant({ body: CHANGED }, { happens: (trace) => trace.answers(trace.registers()) }),
    },
    'a refresh, which breaks RFC3903-4.3-2': { seen: nextAfterGrant({}, { gap: 50_000 }) },
    'the same settings once more soon after': { seen: nextAfterGrant({}) },
    'a client from another port, which may be a new process': {
      seen: nextAfterGrant({ body: CHANGED }, {}, { remote: { host: '192.0.2.10', port: 5099 } }),
    },
    'a client that declares that it forgets, from the same port': {
      seen: nextAfterGrant({ body: CHANGED }, { context: forgetful }),
      context: context(forgetful),
    },
    'a capture with nothing but the same port': {
      seen: nextAfterGrant({ body: CHANGED }, { context: passive }),
      context: capture,
    },
    'another Request-URI': { seen: nextAfterGrant({ body: CHANGED, requestUri: 'tel:+12015550123' }) },
    'the entity of another device': {
      seen: nextAfterGrant({ body: CHANGED.replace('AABBCCDDEEFF', '000000000001') }),
    },
    'a removal': { seen: nextAfterGrant({ body: '', set: [row('Expires', '0')] }) },
    'a refresh with the entity-tag': { seen: nextAfterGrant(naming('e1'), { gap: 50_000 }) },
    'an entity-tag that was made up': { seen: nextAfterGrant({ body: CHANGED, ...naming('x') }) },
  },
});

testEntry(changeNamesPublication, 'a change names the publication: where it is certain', {
  violation: {
    seen: nextAfterGrant({ body: CHANGED, ...sameCall }, { context: passive }),
    context: capture,
    at: REQUEST_LINE,
  },
  legal: {
    'initial publication after 412 or expiry': { seen: nextAfterGrant({ body: CHANGED, ...naming('e1') }) },
  },
});

testEntry(changeNamesPublication, 'a change names the publication: the same settings, as asked for', {
  violation: { seen: nextAfterGrant({}, { operation: 'publish' }), at: REQUEST_LINE },
  legal: {
    'initial publication after 412 or expiry': { seen: nextAfterGrant({ ...naming('e1') }, { operation: 'publish' }) },
  },
});
