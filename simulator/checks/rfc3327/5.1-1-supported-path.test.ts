import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, publishSubject, registerSubject } from '../trace.fixture';
import { supportedPath } from './5.1-1-supported-path';

const supporting = (name: string, value: string) => registerSubject({ add: [row(name, value)] });
const ims = context({ pics: { sip_ip_core: 'ims' } });

testEntry(supportedPath, 'Supported lists path', {
  violation: { seen: supporting('Supported', 'gruu'), at: 'gruu' },
  legal: { "compact 'k'": { seen: supporting('k', 'gruu, path') } },
  inapplicable: {
    'a PUBLISH': { seen: publishSubject() },
    'a REGISTER without it in IMS, which TS24229-5.1.1.2-5 tells': { seen: registerSubject(), context: ims },
  },
});

describe('RFC3327-5.1-1 path in Supported', () => {
  it('is found in any row and letter case, and nowhere else', () => {
    assert.deepEqual(outcomesOf(supportedPath, supporting('Supported', 'PATH')), ['pass']);
    const rows = registerSubject({ add: [row('Supported', 'gruu'), row('Supported', 'timer ,path')] });
    assert.deepEqual(outcomesOf(supportedPath, rows), ['pass']);
    assert.deepEqual(outcomesOf(supportedPath, supporting('Supported', 'path'), ims), ['pass']);
    assert.deepEqual(outcomesOf(supportedPath, supporting('Require', 'path')), ['fail']);
    assert.deepEqual(outcomesOf(supportedPath, supporting('Supported', 'xpath, pathx')), ['fail']);
    assert.match(failuresOf(supportedPath, registerSubject())[0] ?? '', /^REGISTER /);
  });
});
