import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import type { PublishedState } from '../check';
import { testEntry } from '../entry.fixture';
import { context, publishSubject } from '../trace.fixture';
import { bodylessRefresh } from './4.3-3-bodyless-refresh';

const of = context({ rules: { refresh_body: 'rfc3903' } });
const tagged = { add: [['SIP-If-Match', 'e1']] as const };
const stimulus = { operation: 'refresh' as const };
const held: PublishedState = {
  frame: 2,
  at: 0,
  lifetime: 60,
  settings: { isb: false, ipmb: false, vis: true, dms: true, chs: false },
  entityId: 'a',
};
const seen = publishSubject(tagged, { stimulus, published: held }, of);
const { start, end } = seen.message.body;

testEntry(bodylessRefresh, 'with refresh_body=rfc3903 a refresh has no body', {
  violation: { seen, context: of, at: seen.message.text.slice(start, end) },
  legal: {
    'Content-Length: 0': { seen: publishSubject({ ...tagged, body: '' }, { stimulus }, of), context: of },
    'Content-Type absent': {
      seen: publishSubject({ ...tagged, body: '', without: ['Content-Type'] }, { stimulus }, of),
      context: of,
    },
  },
  inapplicable: {
    'a refresh under another rule': { seen: publishSubject(tagged, { stimulus }) },
    'a first PUBLISH': { seen: publishSubject({}, { stimulus }, of), context: of },
    'an update that nobody asked to be a refresh': {
      seen: publishSubject(tagged, { stimulus: { operation: 'publish' } }, of),
      context: of,
    },
    'a change, whatever was asked for': {
      seen: publishSubject(
        tagged,
        { stimulus, published: { ...held, settings: { isb: false, ipmb: false, vis: false, dms: true, chs: false } } },
        of,
      ),
      context: of,
    },
    'a removal': {
      seen: publishSubject({ body: '', without: ['Content-Type'], add: [...tagged.add, ['Expires', '0']] }, {}, of),
      context: of,
    },
    'a document that cannot be read': {
      seen: publishSubject({ ...tagged, body: '<a' }, { stimulus }, of),
      context: of,
    },
  },
});

describe('RFC3903-4.3-3', () => {
  it('passes a refresh without a body, asked for or not', () => {
    assertPass(bodylessRefresh, publishSubject({ ...tagged, body: '', without: ['Content-Type'] }, {}, of), of);
  });
  it('fails one where nothing is known of the publication', () => {
    assert.match(failureAt(bodylessRefresh, publishSubject(tagged, { stimulus }, of), of), /^<\?xml/);
  });
});
