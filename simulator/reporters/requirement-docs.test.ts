import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
import { catalogue } from '../requirements/catalogue';
import { detailsOf } from '../requirements/details/details-of';
import { requirementDocs } from './requirement-docs';

const files = requirementDocs(['udp_size_limit']);
const byPath = new Map(files.map(({ path, text }) => [path, text]));
const pageOf = (id: string) => byPath.get(`requirements/${id}.md`) ?? assert.fail(`no page of ${id}`);
const readings = byPath.get('readings.md') ?? '';

describe('the pages of the requirements', () => {
  it('are an index, the readings and one for each entry', () => {
    assert.equal(files.length, 302);
    assert.equal(byPath.size, 302);
    const index = byPath.get('README.md') ?? '';
    for (const { id } of catalogue) assert.ok(index.includes(`| [${id}](requirements/${id}.md) |`), id);
  });

  it('link only to pages and headings that exist', () => {
    for (const { path, text } of files) {
      for (const [, target = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
        const [file = '', anchor] = target.split('#');
        const linked = byPath.get(posix.join(posix.dirname(path), file));
        assert.ok(linked !== undefined, `${path}: ${target}`);
        if (anchor !== undefined) assert.ok(linked.includes(`\n## ${anchor.toUpperCase()}\n`), `${path}: ${target}`);
      }
    }
  });

  it('show the right and the wrong example of each entry as they are', () => {
    for (const { id } of catalogue) {
      const { exampleRight, exampleViolation } = detailsOf(id);
      assert.ok(pageOf(id).includes(`\n## Right\n\n\`\`\`text\n${exampleRight}\n\`\`\`\n`), id);
      assert.ok(pageOf(id).includes(`\n## Wrong\n\n\`\`\`text\n${exampleViolation}\n\`\`\`\n`), id);
    }
  });

  it('take no text of the catalogue for markup', () => {
    assert.match(pageOf('RFC4354-6-6'), /\*\*Expected\*\*: a non-empty id attribute on entity\n/);
    assert.match(pageOf('RFC3261-7.1-2'), /\*\*Fail\*\*: \\<\.\.\.\\>, blanks/);
    assert.match(pageOf('RFC3261-10.2.2-1'), /\nContact: \\\* is only used with Expires: 0\.\n/);
  });

  it('lead from an entry to its reading and to the entries related to it', () => {
    assert.match(pageOf('RFC3903-4-3'), /- \[D-09\]\(\.\.\/readings\.md#d-09\): Contact in PUBLISH\.\n/);
    assert.match(pageOf('RFC3903-5-4'), /- \[6\.1\.1\.1-6\]\(6\.1\.1\.1-6\.md\)\n/);
  });
});

describe('the page of the readings', () => {
  it('says what is taken, why, and how to choose another, with the default', () => {
    assert.match(readings, /## D-03\n\n\*\*A refresh has no body in RFC 3903/);
    assert.match(readings, /the default is `refresh_body: settings-required`\./);
    assert.match(readings, /\nrules: \{ refresh_body: rfc3903 \} # a refresh has no body\n/);
    assert.match(
      readings,
      /the default is `event_package: service-settings`, `body_content_types: \[application\/poc-settings\+xml\]`/,
    );
  });

  it('says where there is no other reading', () => {
    for (const id of ['D-06', 'D-07', 'D-11']) {
      const section = readings.slice(readings.indexOf(`## ${id}\n`)).split('\n## ')[0] ?? '';
      assert.match(section.slice(3), /There is no other reading to choose\./, id);
      assert.doesNotMatch(section, /```yaml/);
    }
  });

  it('says which rule nothing reads yet', () => {
    assert.match(readings, /This version accepts `udp_size_limit` and judges by the default/);
    assert.doesNotMatch(readings, /This version accepts `refresh_body`/);
  });

  it('links to the entries that a reading decides', () => {
    const section = readings.slice(readings.indexOf('## D-08\n'), readings.indexOf('## D-09\n'));
    assert.equal([...section.matchAll(/\[RFC(3265|6665)-/g)].length, 38);
  });
});
