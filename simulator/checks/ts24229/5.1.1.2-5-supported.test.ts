import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { observationsOf, testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, registerSubject } from '../trace.fixture';
import { registerSupported } from './5.1.1.2-5-supported';

const ims = context({ pics: { sip_ip_core: 'ims' } });
const supporting = (name: string, value: string) => registerSubject({ add: [row(name, value)] });

testEntry(registerSupported, 'Supported of a REGISTER lists path', {
  violation: { seen: supporting('Supported', 'timer'), context: ims, at: 'timer' },
  legal: {
    "compact 'k'": { seen: supporting('k', 'path'), context: ims },
    'further tags': { seen: supporting('Supported', 'timer, path, 100rel'), context: ims },
  },
  inapplicable: { 'a client outside IMS': { seen: registerSubject() } },
});

describe('TS24229-5.1.1.2-5 Supported of a REGISTER', () => {
  it('wants what PICS declares, and tells all that is missing', () => {
    const declared = context({ pics: { sip_ip_core: 'ims', gruu: true, outbound: true } });
    const [seen] =
      observationsOf(registerSupported, { seen: supporting('Supported', 'path'), context: declared }) ?? [];
    assert.match(seen?.message ?? '', /without gruu, outbound$/);
    assert.deepEqual(outcomesOf(registerSupported, supporting('Supported', 'path,gruu,outbound'), declared), ['pass']);
  });

  it('fails without it', () => {
    assert.match(failuresOf(registerSupported, registerSubject(), ims)[0] ?? '', /^REGISTER /);
    const actual = (seen: ReturnType<typeof supporting>) =>
      (observationsOf(registerSupported, { seen, context: ims }) ?? [])[0]?.actual;
    assert.deepEqual([actual(registerSubject()), actual(supporting('Supported', 'timer'))], ['missing', undefined]);
  });
});
