import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { parseServer } from './address';
import { ReferenceClient } from './client';
import { goodServer, ScriptedPeer } from './scripted-peer.fixture';

const longRoute = `Service-Route: <sip:${'a'.repeat(400)}.example.com;lr>`;

async function publish(tcp: boolean) {
  const peer = await ScriptedPeer.open(goodServer([longRoute]), { tcp });
  const client = new ReferenceClient({ faults: [], keepsAlive: false, indicate: () => undefined });
  const order = { server: parseServer(`udp:127.0.0.1:${peer.port}`), imAddress: 'sip:alice@example.com' };
  await client.perform({ ...order, operation: 'register' });
  const outcome = await client.perform({ ...order, operation: 'publish' });
  await client.close();
  peer.close();
  return { outcome, publish: peer.of('PUBLISH')[0], register: peer.of('REGISTER')[0] };
}

describe('requests of more than 1300 octets (RFC 3261 §18.1.1)', () => {
  it('go over TCP, and Via says so', async () => {
    const seen = await publish(true);
    assert.deepEqual(seen.outcome, { ok: true });
    assert.equal(seen.register?.transport, 'UDP');
    assert.equal(seen.publish?.transport, 'TCP');
    assert.match(seen.publish?.header('Via') ?? '', /^SIP\/2\.0\/TCP /);
  });

  it('go over UDP where the peer refuses TCP', async () => {
    const seen = await publish(false);
    assert.deepEqual(seen.outcome, { ok: true });
    assert.equal(seen.publish?.transport, 'UDP');
    assert.match(seen.publish?.header('Via') ?? '', /^SIP\/2\.0\/UDP /);
  });
});
