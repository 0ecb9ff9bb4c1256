import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { testCertificate } from '../iut/tls.fixture';
import { certificateCheck } from './doctor-certificates';
import { clockCheck, folderCheck, machineChecks, nodeCheck } from './doctor-machine';

describe('what the doctor finds on this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'imconf-doctor-'));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  after(() => rmSync(folder, { recursive: true }));

  for (const [version, level] of [
    ['v20.19.0', 'ok'],
    ['v22.0.0', 'ok'],
    ['v20.18.3', 'FAIL'],
    ['v18.20.0', 'FAIL'],
  ] as const) {
    it(`Node.js ${version} is ${level} where 20.19 is needed`, () => {
      const check = nodeCheck(version, '20.19');
      assert.equal(check.level, level);
      if (level === 'FAIL') assert.equal(check.advice, 'install Node.js 20.19 or later');
    });
  }

  it('a clock that is years off is told, with what it says', () => {
    assert.equal(clockCheck(Date.UTC(2027, 5, 1)).level, 'ok');
    const check = clockCheck(0);
    assert.deepEqual([check.level, check.value], ['warn', '1970-01-01T00:00:00.000Z']);
  });

  it('a folder that is yet to be made is fine where it can be made, and nothing stays behind', () => {
    assert.equal(folderCheck('run folder', join(folder, 'a', 'b'), 'x').level, 'ok');
    assert.deepEqual(readdirSync(folder), []);
  });

  it('a folder below a file cannot be written to', () => {
    const check = folderCheck('run folder', join(write('file', ''), 'runs'), 'elsewhere');
    assert.deepEqual([check.level, check.concern, check.advice], ['FAIL', 'configuration', 'elsewhere']);
  });

  it('all of it is well on a machine that runs this test', () => {
    const checks = machineChecks(Date.UTC(2027, 0, 1), folder);
    assert.deepEqual(
      checks.map(({ what, level }) => `${what} ${level === 'FAIL' ? level : 'fine'}`),
      ['Node.js fine', 'clock fine', 'run folder fine', 'temporary folder fine'],
    );
  });

  const at = Date.UTC(2027, 0, 1);
  const old = `${testCertificate.slice(0, 100)}${testCertificate.slice(108)}`;
  for (const [name, text, now, level, expected] of [
    ['one that is valid', testCertificate, at, 'ok', /: 1, valid until 2126-/],
    ['one that ends soon', testCertificate, Date.UTC(2126, 9, 20), 'warn', /valid until 2126-/],
    ['one that has ended', testCertificate, Date.UTC(2127, 0, 1), 'FAIL', /valid until 2126-/],
    ['one that is not valid yet', testCertificate, Date.UTC(2020, 0, 1), 'FAIL', /not valid before Nov 22/],
    ['none', 'a key perhaps', at, 'FAIL', /holds no certificate/],
    ['one that is damaged', old, at, 'FAIL', /c\.pem/],
  ] as const) {
    it(`certificates: ${name} is ${level}`, () => {
      const check = certificateCheck(write('c.pem', text), ' (iut.yaml:9)', now);
      assert.equal(check.level, level);
      assert.match(check.value, expected);
      assert.match(check.value, /c\.pem \(iut\.yaml:9\)/);
    });
  }

  it('certificates: a file that is not there', () => {
    assert.match(certificateCheck(join(folder, 'no.pem'), '', at).value, /cannot be read: ENOENT/);
  });
});
