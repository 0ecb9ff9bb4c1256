import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { notApplicableInPublish } from './11.1.1-1-not-applicable';

const adding = (...add: (readonly [string, string])[]) => publishSubject({ add });
const route = ['Record-Route', '<sip:a.example.com;lr>'] as const;

testEntry(notApplicableInPublish, 'header fields marked not applicable are not sent in PUBLISH', {
  violation: { seen: adding(route), at: 'Record-Route: <sip:a.example.com;lr>' },
  legal: {
    'Subject, Priority, Organization, Allow-Events, Supported (optional)': {
      seen: adding(['Subject', 'x'], ['Priority', 'normal'], ['Organization', 'x'], ['u', 'presence'], ['k', 'path']),
    },
  },
  inapplicable: {
    'a removal': { seen: publishSubject({ body: '', without: ['Content-Type'], add: [['Expires', '0'], route] }) },
  },
});

describe('RFC3903-11.1.1-1', () => {
  for (const name of ['Alert-Info', 'In-Reply-To', 'reply-to', 'SUBSCRIPTION-STATE', 'SIP-ETag', 'Min-Expires']) {
    it(`fails ${name}`, () => assert.equal(failureAt(notApplicableInPublish, adding([name, 'x'])), `${name}: x`));
  }
  it('fails each of several', () =>
    assert.deepEqual(outcomes(notApplicableInPublish, adding(route, route)), ['fail', 'fail']));
  it('leaves Contact and Expires to others', () => {
    assertPass(notApplicableInPublish, adding(['Contact', '<sip:a@192.0.2.1>'], ['Expires', '1']));
  });
});
