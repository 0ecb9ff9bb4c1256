import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { looksAt } from './applies';
import { assertPass, failureAt, outcomes } from './assertions.fixture';
import type { Check, Registration } from './check';
import { context, type publishSubject } from './trace.fixture';

const ims = context({ pics: { sip_ip_core: 'ims' } });
const registration: Registration = { aor: 'sip:alice@example.com', serviceRoute: [], associatedUris: [] };

/** What the two IMS items have in common; what TS 24.229 asks of the request itself has entries of its own. */
export function testImsItem(check: Check, subjectOf: typeof publishSubject): void {
  it('does not apply outside IMS', () => assert.equal(looksAt(check, subjectOf(), context()), false));

  it('passes after the registration', () => assertPass(check, subjectOf({}, { registration }), ims));

  it('fails before the registration; a passive observer may have missed it', () => {
    assert.match(failureAt(check, subjectOf(), ims), /^(PUBLISH|SUBSCRIBE) /);
    const passive = context({ pics: { sip_ip_core: 'ims' }, nextHop: undefined });
    assert.deepEqual(outcomes(check, subjectOf(), passive), ['inconc']);
  });
}
