import { describe, it } from 'node:test';
import { assertPass } from '../assertions.fixture';
import { testEventItem } from '../event.fixture';
import { subscribeSubject } from '../trace.fixture';
import { subscribeEvent } from './4-event';

describe('6.1.1.2-4 the Event header of the SUBSCRIBE names service-settings', () => {
  testEventItem(subscribeEvent, subscribeSubject);

  it('passes the parameter "id"', () => {
    assertPass(subscribeEvent, subscribeSubject({ set: [['Event', 'service-settings;id=4711']] }));
  });

  it('applies in a dialog too', () => {
    assertPass(subscribeEvent, subscribeSubject({}, { kind: 'settings-subscribe-in-dialog' }));
  });
});
