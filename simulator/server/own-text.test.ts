import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { publishBytes, registerBytes, subscribeBytes } from '../sip/message.fixture';
import { arrivalOf, Wire } from './endpoint.fixture';
import { ownText } from './own-text';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

describe('texts that the server keeps', () => {
  it('are the same octets', () => {
    const text = 'sip:\u0000\u00e9\u00ff@example.com';
    assert.equal(ownText(text), text);
  });

  const long: readonly [string, string] = ['X-Long', 'y'.repeat(50_000)];
  const requests = {
    PUBLISH: (id: string) => publishBytes({ requestUri: `sip:${id}-somebody@example.com`, add: [long], set: rows(id) }),
    REGISTER: (id: string) =>
      registerBytes({ add: [long], set: [...rows(id), ['To', `<sip:${id}-somebody@example.com>`]] }),
    SUBSCRIBE: (id: string) => subscribeBytes({ add: [long], set: [...rows(id), ['Expires', '600']] }),
  };

  for (const [method, request] of Object.entries(requests)) {
    it(`keep no ${method} in memory that was answered`, () => {
      const { endpoint } = new Wire();
      endpoint.receive(arrivalOf(request('first-of-all')), 0);
      collectGarbage();
      const before = process.memoryUsage().heapUsed;
      for (let count = 0; count < 400; count += 1) endpoint.receive(arrivalOf(request(`number-${count}`)), count);
      collectGarbage();
      const kept = process.memoryUsage().heapUsed - before;
      assert.ok(endpoint.endsAt() !== undefined);
      assert.ok(kept < 5e6, `${kept} octets for 400 requests of 50,000`);
    });
  }
});

function rows(id: string): [string, string][] {
  return [
    ['Via', `SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-branch-${id};rport`],
    ['Call-ID', `call-${id}-of-somebody`],
  ];
}
