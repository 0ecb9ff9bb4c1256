import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { parse } from 'yaml';
import { HarnessError } from '../core/harness-error';
import { defaultPics, defaultPixit, defaultRules } from '../requirements/configuration';
import { iutTemplate, writeTemplate } from './doctor-template';
import { picsSchema, pixitSchema } from './ics-schema';
import { loadIut } from './iut';
import { rulesSchema } from './iut-schema';

const keys = {
  pics: Object.keys(picsSchema.shape),
  pixit: Object.keys(pixitSchema.shape),
  rules: Object.keys(rulesSchema.shape),
} as const;
const sections = ['pics', 'pixit', 'rules'] as const;

describe('the IUT file that the doctor writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'imconf-init-'));
  const template = iutTemplate();
  /** The lines of a section. */
  const linesOf = (section: string) => {
    const after = template.split(`\n${section}:\n`)[1] ?? '';
    return after.split('\n\n')[0]?.split('\n') ?? [];
  };
  const load = (text: string) => {
    const file = join(folder, 'iut.yaml');
    writeFileSync(file, text);
    return loadIut({ file });
  };
  after(() => rmSync(folder, { recursive: true }));

  for (const section of sections) {
    it(`holds every key of ${section} once, each below its meaning`, () => {
      const lines = linesOf(section);
      for (const key of keys[section]) {
        const at = lines.findIndex((line) => new RegExp(`^  (?:# )?${key}: \\S`).test(line));
        assert.ok(at > 0, `${section}.${key} is missing`);
        const above = lines.slice(0, at).reverse();
        const begin = above.findIndex((line) => !line.startsWith('  # ') || /^ {2}# \w+: /.test(line));
        const comment = above
          .slice(0, begin < 0 ? undefined : begin)
          .reverse()
          .join(' ')
          .replace(/ {3}# /g, ' ');
        assert.match(comment, /\w+.*\. .*by default /, `${section}.${key} has no meaning or no default: ${comment}`);
      }
    });
  }

  it('names the values that are allowed', () => {
    assert.match(template, /none, md5, sha-256, sip-digest, aka or tls/);
    assert.match(template, /any of udp, tcp, tls, ws, wss/);
    assert.match(
      template,
      /whether a refresh has to state the settings \(D-03\)\. settings-required, rfc3903 or either;/,
    );
  });

  it('loads, and says nothing that is not the default', () => {
    const iut = load(template);
    assert.deepEqual(iut.pics, defaultPics);
    assert.deepEqual(iut.pixit, defaultPixit);
    assert.deepEqual(iut.profile.rules, defaultRules);
    assert.equal(iut.control.kind, 'reference');
    assert.deepEqual(iut.withoutEffect, []);
  });

  it('loads with every option taken in', () => {
    const all = sections.flatMap((section) => keys[section]).join('|');
    const text = template.replace(new RegExp(`^  # ((?:${all}): )`, 'gm'), '  $1');
    const iut = load(text);
    const file = parse(text);
    for (const section of sections) assert.deepEqual(Object.keys(file[section]).sort(), [...keys[section]].sort());
    assert.deepEqual(iut.pixit, defaultPixit);
    assert.deepEqual(iut.profile.rules, defaultRules);
  });

  it('has lines that fit a screen', () => {
    const long = template.split('\n').filter((line) => line.length > 120);
    assert.deepEqual(long, []);
  });

  it('is written into a file, and never over one', () => {
    const file = join(folder, 'new.yaml');
    writeFileSync(file, 'mine');
    assert.throws(
      () => writeTemplate(file),
      (error) => error instanceof HarnessError && error.fault === 'usage' && /is there already/.test(error.message),
    );
    assert.equal(readFileSync(file, 'utf8'), 'mine');
    const elsewhere = join(folder, 'no', 'such', 'folder.yaml');
    assert.throws(() => writeTemplate(elsewhere), /cannot write/);
    assert.equal(existsSync(elsewhere), false);
  });
});
