import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { context, subscribeSubject } from '../trace.fixture';
import { subscribeOriginator } from './3-originator';

describe('6.1.1.2-3 the SUBSCRIBE names the IM Address as originator', () => {
  const ims = context({ pics: { sip_ip_core: 'ims' } });
  const ppi = (uri: string) => subscribeSubject({ add: [['P-Preferred-Identity', `<${uri}>`]] });

  it('passes From outside IMS, in a dialog too', () => {
    assertPass(subscribeOriginator, subscribeSubject());
    assertPass(subscribeOriginator, subscribeSubject({}, { kind: 'settings-subscribe-in-dialog' }));
  });

  it('fails another From and points at it', () => {
    const subject = subscribeSubject({ set: [['From', '<sip:bob@example.com>;tag=1']] });
    assert.equal(failureAt(subscribeOriginator, subject), 'sip:bob@example.com');
  });

  it('takes P-Preferred-Identity in IMS', () => {
    assertPass(subscribeOriginator, ppi('sip:alice@example.com'), ims);
    assert.equal(failureAt(subscribeOriginator, ppi('sip:bob@example.com'), ims), 'sip:bob@example.com');
    assert.match(failureAt(subscribeOriginator, subscribeSubject(), ims), /^SUBSCRIBE/);
  });
});
