import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { context, subscribeSubject } from '../trace.fixture';
import { acceptsSettings } from './5.5-1-accept';

const accepting = (...values: string[]) =>
  subscribeSubject({ without: ['Accept'], add: values.map((value) => ['Accept', value] as const) });
const own = 'application/poc-settings+xml';

testEntry(acceptsSettings, 'Accept lists the settings type', {
  violation: { seen: accepting('application/pidf+xml'), at: 'application/pidf+xml' },
  legal: {
    'no Accept header': { seen: subscribeSubject({ without: ['Accept'] }) },
    'further types': { seen: accepting(`application/pidf+xml, ${own}, text/plain`) },
    'parameters and q values': {
      seen: accepting(`text/plain;q=1, Application/POC-Settings+XML;charset="utf-8";q=0.5`),
    },
    'several rows': { seen: accepting('text/plain', own) },
  },
  inapplicable: {
    'a SUBSCRIBE without Accept': { seen: subscribeSubject({ without: ['Accept'] }) },
    'a row that the parser found broken': { seen: accepting('text/plain', 'text/x;a="\u0001"') },
    'a row that cannot be read, in which it may stand': { seen: accepting('text/plain', 'application/') },
  },
});

describe('RFC4354-5.5-1', () => {
  for (const range of ['*/*', 'application/*', 'Application/*;q=0.1']) {
    it(`remarks on ${range}, which covers the type`, () => {
      const seen = accepting('text/plain', range);
      const [remark] = acceptsSettings.judge(seen, context());
      assert.deepEqual(outcomes(acceptsSettings, seen), ['warn']);
      assert.equal(seen.message.text.slice(remark?.span?.start, remark?.span?.end), range.split(';')[0]);
    });
  }
  for (const value of ['', 'text/*', `${own};q=0`, `${own};q=0.000`, '*/*;q=0', 'application/poc-settings']) {
    it(`fails "${value}"`, () => assert.equal(failureAt(acceptsSettings, accepting(value)), value));
  }
  it('is content with the type beside a row that cannot be read', () =>
    assertPass(acceptsSettings, accepting('x', own)));
  it('looks for the types of the profile', () => {
    const of = context({ rules: { body_content_types: ['Application/X'] } });
    assertPass(acceptsSettings, accepting('application/x'), of);
    assert.deepEqual(outcomes(acceptsSettings, accepting('application/*'), of), ['warn']);
    assert.equal(failureAt(acceptsSettings, accepting(own), of), own);
  });
});
