import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultPics, defaultRules } from '../requirements/configuration';
import { deselected } from './deselected';

describe('a scenario', () => {
  const ims = { ...defaultPics, sip_ip_core: 'ims' } as const;

  it('applies when one of its requirements does', () => {
    assert.equal(deselected(['6.1.1.1-6'], defaultPics, defaultRules), undefined);
    assert.equal(deselected(['6.1.1.1-IMS', '6.1.1.1-6'], defaultPics, defaultRules), undefined);
    assert.equal(deselected(['6.1.1.1-IMS'], ims, defaultRules), undefined);
    assert.equal(deselected([], defaultPics, defaultRules), undefined);
  });

  it('is left out, with the reason, when what the client declares excludes all that it looks at', () => {
    assert.equal(deselected(['6.1.1.1-IMS', '6.1.1.2-IMS'], defaultPics, defaultRules), 'PICS sip_ip_core is non-ims');
    assert.equal(deselected(['RFC3581-4-1'], { ...defaultPics, rport: false }, defaultRules), 'PICS rport is false');
  });

  it('is left out, with the reason, when the rules exclude it', () => {
    const rules = { ...defaultRules, udp_size_limit: 0 };
    assert.equal(deselected(['RFC3261-18.1.1-1'], defaultPics, rules), 'rule udp_size_limit is 0');
  });
});
