import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020';
import { execute, Workplace } from './imconf.fixture';
import { packageRoot } from './package';

/** Keeps Chromium from looking for its maker's hosts; the page needs no network. */
const chromium = [
  'chromium',
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

for (const transport of ['udp', 'tcp']) {
  describe(`the run folder of a client that sends Expires over ${transport}`, () => {
    const place = new Workplace();
    before(async () => {
      const { code, stderr } = await place.run(['--fault', 'publish-expires', '--transport', transport]);
      assert.equal(code, 1, stderr);
    });
    after(() => place.remove());

    async function fields(filter: string, ...names: string[]): Promise<string[][]> {
      const wanted = names.flatMap((name) => ['-e', name]);
      const { code, stdout } = await execute([
        'tshark',
        '-r',
        join(place.out, 'trace.pcapng'),
        '-Y',
        filter,
        '-T',
        'fields',
        ...wanted,
      ]);
      assert.equal(code, 0);
      return stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split('\t'));
    }

    const traced = () =>
      place
        .read('trace.ndjson')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .filter((row) => typeof row.frame === 'number' && (row.message ?? row.base64) !== undefined);

    it('holds a capture in which tshark finds every message, in the same order, none malformed', async () => {
      assert.deepEqual(await fields('_ws.malformed', 'frame.number'), []);
      const dissected = await fields('sip', 'frame.number', 'sip.Method', 'sip.Status-Code');
      const expected = traced().map(({ frame, message }) => {
        const [first, second] = message.split(' ');
        return first === 'SIP/2.0' ? [String(frame), '', second] : [String(frame), first, ''];
      });
      assert.deepEqual(
        dissected.map(([frame, method = '', status = '']) => [frame, method, status]),
        expected,
      );
      const methods = new Set(dissected.map(([, method]) => method));
      for (const method of ['REGISTER', 'PUBLISH', 'SUBSCRIBE', 'NOTIFY']) assert.ok(methods.has(method), method);
    });

    it('has the breach in just the frames that the report names', async () => {
      const breaches = await fields('sip.Method == "PUBLISH" && sip.Expires', 'frame.number');
      const findings = place.report.requirements.find((entry) => entry.id === '6.1.1.1-6')?.findings ?? [];
      assert.ok(findings.length > 0);
      assert.deepEqual(
        findings.map((finding) => String(finding.frame)),
        breaches.flat(),
      );
    });

    it('holds a junit.xml that is valid against the common schema and shows the failure', async () => {
      const { XmlDocument, XsdValidator } = await import('libxml2-wasm');
      using schema = XmlDocument.fromString(readFileSync(join(packageRoot, 'simulator/reporters/junit.xsd'), 'utf8'));
      using validator = XsdValidator.fromDoc(schema);
      using document = XmlDocument.fromString(place.read('junit.xml'));
      validator.validate(document);
      const failed = document.find('//testcase[failure]/properties/property[@name="requirement"]/@value');
      assert.deepEqual([...new Set(failed.map((node) => node.content))], ['6.1.1.1-6']);
      assert.equal(document.find('//testcase/error').length, 0);
    });

    it('holds a report.json that is valid against the published schema', () => {
      const schema = JSON.parse(readFileSync(join(packageRoot, 'simulator/reporters/report.schema.json'), 'utf8'));
      const validate = new Ajv2020({ strict: false }).compile(schema);
      assert.ok(validate(place.report), JSON.stringify(validate.errors));
    });

    it('holds a page that marks the offending octets in a browser without network', async () => {
      const profile = mkdtempSync(join(tmpdir(), 'imconf-chromium-'));
      const page = `file://${join(place.out, 'report.html')}`;
      const { stdout } = await execute([...chromium, `--user-data-dir=${profile}`, '--dump-dom', page]);
      rmSync(profile, { recursive: true, force: true });
      assert.match(stdout, /<mark[^>]*>(?:<u>)?Expires: 3600(?:<\/u>)?<\/mark>/);
      assert.match(stdout, /Not conformant/);
      assert.doesNotMatch(stdout, /(?:src|href)="https?:/);
    });
  });
}
