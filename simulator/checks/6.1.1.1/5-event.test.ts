import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { outcomes } from '../assertions.fixture';
import { testEventItem } from '../event.fixture';
import { publishSubject } from '../trace.fixture';
import { publishEvent } from './5-event';

describe('6.1.1.1-5 the Event header of the PUBLISH names service-settings', () => {
  testEventItem(publishEvent, publishSubject);

  it('remarks on the parameter "id", which has no meaning in a PUBLISH', () => {
    assert.deepEqual(outcomes(publishEvent, publishSubject({ set: [['Event', 'service-settings;id=4711']] })), [
      'pass',
      'info',
    ]);
  });
});
