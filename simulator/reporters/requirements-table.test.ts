import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catalogue, requirementOf } from '../requirements/catalogue';
import { columnsOf } from './columns';
import { requirementsTable } from './requirements-table';

const lines = (text: string) => text.split('\n');

describe('the table of requirements', () => {
  it('has a line for each entry of the catalogue, in its order, that fits 80 columns', () => {
    const rows = lines(requirementsTable(catalogue, 80));
    const ids = rows.map((row) => /^ {2}(\S+)/.exec(row)?.[1]).filter((id) => id !== undefined);
    assert.deepEqual(
      ids,
      catalogue.map(({ id }) => id),
    );
    for (const row of rows) assert.ok(columnsOf(row) <= 80, row);
  });

  it('groups the entries by clause and document, and counts them', () => {
    const entries = [requirementOf('6.1.1.1-6'), requirementOf('RFC3903-4.1-3'), requirementOf('RFC3903-4.2-1')];
    assert.deepEqual(lines(requirementsTable(entries, 80)), [
      '6.1.1.1  IM service settings publish procedure (1)',
      '  6.1.1.1-6 SHALL NOT fail check The PUBLISH contains no Expires header field, …',
      '',
      'RFC 3903  PUBLISH (2)',
      '  RFC3903-4.1-3 MUST     fail scenario The entity-tag sent back is, octet for o…',
      '  RFC3903-4.2-1 MUST NOT fail check    The first PUBLISH of a publication has n…',
      '',
      '3 requirements: 2 by a check, 1 by a scenario',
      '',
    ]);
  });

  it('shows the whole statement where there is room, and something of it where there is none', () => {
    const entries = [requirementOf('RFC3903-4.2-1')];
    assert.match(requirementsTable(entries, 120), /The first PUBLISH of a publication has no SIP-If-Match\.\n/);
    assert.match(requirementsTable(entries, 10), /The first/);
    assert.match(requirementsTable(entries, 10), /1 requirement: 1 by a check\n/);
  });
});
