import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { decisions } from '../requirements/decisions';
import { rulesSchema } from './iut-schema';
import { packageRoot } from './package';
import { docsFiles } from './requirements';

const docs = join(packageRoot, 'docs');

describe('the committed pages', () => {
  it('are those that "npm run docs" writes', () => {
    const stale = docsFiles().filter(({ path, text }) => readFileSync(join(docs, path), 'utf8') !== text);
    assert.deepEqual(
      stale.map(({ path }) => path),
      [],
      'run "npm run docs"',
    );
  });

  it('are no more than those', () => {
    const expected = docsFiles().flatMap(({ path }) => /^requirements\/(.*)$/.exec(path)?.[1] ?? []);
    assert.deepEqual(readdirSync(join(docs, 'requirements')).sort(), expected.sort());
  });
});

describe('the readings that can be chosen', () => {
  for (const { id, choices } of decisions) {
    for (const { rule, value } of choices) {
      it(`${id}: an IUT file may say ${rule}: ${value}`, () => {
        const rules = rulesSchema.parse(parse(`{ ${rule}: ${value} }`));
        assert.deepEqual(Object.keys(rules), [rule]);
      });
    }
  }
});
