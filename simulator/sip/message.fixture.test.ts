import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { bodyOf } from './message';
import { publish, register, response, SETTINGS_DOCUMENT, subscribe } from './message.fixture';

describe('the message fixtures', () => {
  it('are without a defect', () => {
    for (const message of [publish(), subscribe(), register(), response()]) assert.deepEqual(message.defects, []);
  });

  it('carry the document of 600 octets', () => {
    assert.equal(SETTINGS_DOCUMENT.length, 600);
    assert.equal(bodyOf(publish()).toString(), SETTINGS_DOCUMENT);
  });

  it('change what a test names, and keep Content-Length right', () => {
    const changed = publish({
      set: [
        ['event', 'x'],
        ['New', 'y'],
      ],
      add: [['Expires', '0']],
      without: ['accept-contact'],
      method: 'MESSAGE',
      requestUri: 'sip:b@c.d',
      body: 'é',
    });
    assert.deepEqual([changed.start.method, changed.start.requestUri], ['MESSAGE', 'sip:b@c.d']);
    assert.deepEqual(changed.headers.map(({ name, value }) => `${name}: ${value}`).slice(5), [
      'CSeq: 1 MESSAGE',
      'event: x',
      'Content-Type: application/poc-settings+xml',
      'Content-Length: 2',
      'New: y',
      'Expires: 0',
    ]);
    assert.equal(bodyOf(changed).length, 2);
  });
});
