import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catalogue, requirementOf } from '../requirements/catalogue';
import { detailsOf } from '../requirements/details/details-of';
import { columnsOf } from './columns';
import type { Proofs } from './requirement-sections';
import { requirementText } from './requirement-text';

const unproven: Proofs = { checks: [], scenarios: [], faults: [] };

function textOf(id: Parameters<typeof requirementOf>[0], proofs = unproven, columns = 80): string {
  return requirementText(requirementOf(id), detailsOf(id), proofs, columns);
}

describe('one requirement on a terminal', () => {
  it('fits 80 columns, whichever it is', () => {
    for (const { id } of catalogue) {
      for (const line of textOf(id).split('\n')) assert.ok(columnsOf(line) <= 80, `${id}: ${line}`);
    }
  });

  it('begins with id, level, place in the source and statement', () => {
    assert.deepEqual(textOf('RFC3581-3-1').split('\n').slice(0, 5), [
      'RFC3581-3-1  MUST',
      'RFC 3581 section 3',
      '',
      'The rport parameter of a request has no value.',
      '',
    ]);
  });

  it('tells what is judged, with examples, decisions and reasons', () => {
    const text = textOf('RFC3261-8.1.1.4-1');
    assert.match(text, /\n {2}Condition {5}new request outside a dialog that is not a retry\n/);
    assert.match(text, /\n {2}Pass {10}different from every earlier Call-ID\n/);
    assert.match(text, /\n {2}Wrong {9}two publications, both with Call-ID: pub@192\.0\.2\.10/);
    assert.match(text, /\n {2}Decisions {5}- D-10: Call-ID reuse over several publications\.\n/);
    assert.match(text, /\n {2}Why not as the word says\n {16}see decision D-10\n/);
    assert.match(text, /\n {2}Changed by {4}- callid_reuse_across_publications: warn\n/);
  });

  it('leaves out the stimulus where none is needed', () => {
    assert.doesNotMatch(textOf('RFC3261-7-1'), /Stimulus/);
    assert.match(textOf('RFC3261-7.5-1'), /\n {2}Stimulus {6}send CRLF CRLF before the NOTIFY/);
  });

  it('keeps the blanks of a message', () => {
    assert.match(textOf('6.1.1.1-7a'), /\n {2}Right {9}<isb-settings>\n {18}<incoming-session-barring/);
    assert.match(textOf('RFC3261-7.1-1'), /\n {2}Wrong {9}SUBSCRIBE {2}sip:alice@example\.com SIP\/2\.0\n/);
  });

  it('names what proves it', () => {
    const proofs = { checks: ['checks/x.ts'], scenarios: ['A title (x.feature:3)'], faults: ['some-fault'] };
    const text = textOf('RFC3581-3-1', proofs);
    assert.match(
      text,
      /Checks {8}- checks\/x\.ts\n {2}Scenarios {5}- A title \(x\.feature:3\)\n {2}Faults {8}- some-fault\n$/,
    );
    assert.doesNotMatch(textOf('RFC3581-3-1'), /Checks|Scenarios|Faults/);
  });
});
