import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { httpTester } from './http-tester';
import { Told } from './iut.fixture';
import { testCertificate, testKey } from './tls.fixture';
import type { Outcome } from './upper-tester';

const limit = 20_000;

describe('http adapter over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'imconf-tls-'));
  const server = createServer({ cert: testCertificate, key: testKey }, (_, response) => response.end());
  const perform = async (ca?: string): Promise<Outcome> => {
    const base = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const tester = httpTester({ kind: 'http', base, cwd: folder, ...(ca !== undefined && { ca }) }, new Told());
    await tester.start();
    try {
      return await tester.perform('register', undefined, limit);
    } finally {
      await tester.stop();
    }
  };
  before(async () => {
    writeFileSync(join(folder, 'control.pem'), testCertificate);
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('trusts the certificates of control.ca, a file beside the IUT file', async () => {
    assert.deepEqual(await perform('control.pem'), { kind: 'done' });
  });

  it('trusts nobody else, and says where the certificate is named', async () => {
    const outcome = await perform();
    assert.equal(outcome.kind, 'failed');
    assert.match(
      'reason' in outcome ? outcome.reason : '',
      /certificate of https:.* is not trusted: .* as control\.ca/,
    );
  });
});
