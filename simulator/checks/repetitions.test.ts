import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { SETTINGS_DOCUMENT } from '../sip/message.fixture';
import type { PublishedState } from './check';
import { Repetitions } from './repetitions';
import { publishSubject, registerSubject } from './trace.fixture';

const state: PublishedState = {
  frame: 2,
  at: 1_000,
  lifetime: 600,
  settings: { isb: false, ipmb: false, vis: true, dms: true, chs: false },
  entityId: 'urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF',
};
const at = (time: number, body?: string) => publishSubject(body === undefined ? {} : { body }, { event: { at: time } });
const isUnexplained = (before: PublishedState, subject = at(31_000), repetitions = new Repetitions()) =>
  repetitions.isUnexplained(before, subject.event, subject.body);

describe('the same state published again', () => {
  it('is unexplained in the first tenth of its lifetime', () => {
    assert.equal(isUnexplained(state), true);
    assert.equal(isUnexplained(state, at(60_999)), true);
    assert.equal(isUnexplained(state, at(61_000)), false);
  });

  it('is nothing that can be said without a lifetime or without knowing the state', () => {
    assert.equal(isUnexplained({ ...state, lifetime: undefined }), false);
    assert.equal(isUnexplained({ ...state, settings: undefined }), false);
  });

  it('is another one with another value, another id, or none that is clear', () => {
    const changed = (from: string | RegExp, to: string) => at(31_000, SETTINGS_DOCUMENT.replace(from, to));
    assert.equal(isUnexplained(state, changed('"true"', '"false"')), false);
    assert.equal(isUnexplained(state, changed(/id="[^"]*"/, 'id="x"')), false);
    assert.equal(isUnexplained(state, changed('"true"', '"yes"')), false);
    assert.equal(isUnexplained(state, changed('</entity>', '')), false);
    assert.equal(isUnexplained(state, changed('"true"', '" 1 "')), true);
  });

  it('is the same without a body', () => {
    const refresh = publishSubject({ body: '', without: ['Content-Type'] }, { event: { at: 31_000 } });
    assert.equal(isUnexplained({ ...state, settings: undefined }, refresh), true);
  });

  it('is explained by a registration since, of the same host', () => {
    const registered = (frame: number, host = '192.0.2.10') => {
      const repetitions = new Repetitions();
      repetitions.registered(registerSubject({}, { event: { frame, at: 1_000, remote: { host, port: 5070 } } }).event);
      return repetitions;
    };
    assert.equal(isUnexplained(state, at(31_000), registered(3)), false);
    assert.equal(isUnexplained(state, at(31_000), registered(1)), true);
    assert.equal(isUnexplained(state, at(31_000), registered(3, '192.0.2.11')), true);
  });
});
