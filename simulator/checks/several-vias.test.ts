import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publish } from '../sip/message.fixture';
import { hasSeveralVias } from './several-vias';

const via = (host: string) => `SIP/2.0/UDP ${host};branch=z9hG4bK${host}`;

describe('several Via values', () => {
  it('are rows or a comma list', () => {
    assert.equal(hasSeveralVias(publish({})), false);
    assert.equal(hasSeveralVias(publish({ set: [['Via', `${via('a')}, ${via('b')}`]] })), true);
    assert.equal(hasSeveralVias(publish({ add: [['v', via('b')]] })), true);
  });
});
