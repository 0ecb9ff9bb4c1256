import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { looksAt } from '../applies';
import { testNextHopItem } from '../next-hop.fixture';
import { context, publishSubject, subscribeSubject } from '../trace.fixture';
import { subscribeNextHop } from './6-next-hop';

describe('6.1.1.2-6 the SUBSCRIBE is sent by the procedures of the SIP/IP core', () => {
  testNextHopItem(subscribeNextHop, subscribeSubject);

  it('takes no PUBLISH for fulfilment, whatever the printed word says', () => {
    assert.equal(looksAt(subscribeNextHop, publishSubject(), context()), false);
  });
});
