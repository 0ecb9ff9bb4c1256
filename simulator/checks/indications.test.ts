import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publishBytes, SETTINGS_DOCUMENT, subscribeBytes } from '../sip/message.fixture';
import type { SettingValues } from '../trace/event';
import { Indications } from './indications';
import { context, messageEvent } from './trace.fixture';

const shown = (settings?: Partial<SettingValues>, at = 0) =>
  ({ kind: 'indication', at, what: 'settings', ...(settings && { settings }) }) as const;
const published = { kind: 'indication', at: 0, what: 'published' } as const;

function responseBytes({ callId, status }: { readonly callId: string; readonly status: number }): Buffer {
  const rows = [
    'Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKx',
    `Call-ID: ${callId}`,
    'CSeq: 1 PUBLISH',
    'Content-Length: 0',
  ];
  return Buffer.from([`SIP/2.0 ${status} Whatever`, ...rows, '', ''].join('\r\n'));
}

function notified(body: string): Indications {
  const indications = new Indications(context());
  notify(indications, body, 0, 7);
  return indications;
}

function notify(indications: Indications, body: string, at: number, frame: number): void {
  const bytes = subscribeBytes({ method: 'NOTIFY', body });
  indications.message(messageEvent(bytes, { direction: 'out', frame, at }));
}

describe('6.1.1.1-MAY the client tells its user of the success', () => {
  const judge = (publication: 'none' | 'waiting' | number) => {
    const { requirement, observation } = new Indications(context()).judge(published, publication);
    assert.equal(requirement, '6.1.1.1-MAY');
    return observation.outcome;
  };

  it('is information after a 2xx', () => assert.deepEqual([judge(200), judge(202)], ['info', 'info']));

  it('is a remark without, before, or against the response', () => {
    assert.deepEqual([judge('none'), judge('waiting'), judge(500), judge(401)], ['warn', 'warn', 'warn', 'warn']);
  });
});

describe('6.1.1.1-MAY the client takes a response for one to its PUBLISH that does not fit', () => {
  const judge = (callId: string, status = 200) => {
    const indications = new Indications(context());
    indications.message(messageEvent(publishBytes({ set: [['Call-ID', 'mine']] })));
    const response = responseBytes({ callId, status });
    indications.message(messageEvent(response, { direction: 'out' }));
    return indications.judge(published, 'waiting').observation.outcome;
  };

  it('is information: another entry tells of it', () => assert.equal(judge('mine'), 'info'));
  it('is a remark where it was a refusal, or for another request', () =>
    assert.deepEqual([judge('mine', 403), judge('other')], ['warn', 'warn']));
});

describe('6.1.1.2-MAY the client shows the values', () => {
  const values: SettingValues = { isb: false, ipmb: false, vis: true, dms: true, chs: false };

  it('is information when they are those of the last NOTIFY', () => {
    const { requirement, observation } = notified(SETTINGS_DOCUMENT).judge(shown(values), 200);
    assert.deepEqual([requirement, observation.outcome, observation.frame], ['6.1.1.2-MAY', 'info', 7]);
    assert.equal(notified(SETTINGS_DOCUMENT).judge(shown({ vis: true }), 200).observation.outcome, 'info');
  });

  it('is a remark when they differ, and names what differs', () => {
    const { observation } = notified(SETTINGS_DOCUMENT).judge(shown({ ...values, isb: true }), 200);
    assert.equal(observation.outcome, 'warn');
    assert.match(observation.actual ?? '', /\(ISB\) active$/);
    assert.match(observation.expected ?? '', /\(ISB\) not active$/);
  });

  it('is information when there is nothing to compare with', () => {
    const empty = '<poc-settings xmlns="urn:oma:params:xml:ns:poc:poc-settings"/>';
    assert.equal(notified(empty).judge(shown(values), 200).observation.outcome, 'info');
    assert.equal(new Indications(context()).judge(shown(values), 200).observation.outcome, 'info');
    assert.equal(notified(SETTINGS_DOCUMENT).judge(shown(), 200).observation.outcome, 'info');
  });

  describe('while the next NOTIFY comes', () => {
    const other = SETTINGS_DOCUMENT.replaceAll('"true"', '"false"');
    const twice = (at: number, first = SETTINGS_DOCUMENT) => {
      const indications = notified(first);
      notify(indications, other, 5_000, 9);
      const { observation } = indications.judge(shown(values, at), 200);
      return [observation.outcome, observation.frame];
    };

    it('is information of the one before', () => assert.deepEqual(twice(5_999), ['info', 7]));
    it('is a remark a second later', () => assert.deepEqual(twice(6_000), ['warn', 9]));
    it('is a remark where nobody can read the one before', () => assert.deepEqual(twice(5_100, '<a'), ['warn', 9]));
    it('is information of the latest one, too', () => {
      const indications = notified(other);
      notify(indications, SETTINGS_DOCUMENT, 5_000, 9);
      assert.deepEqual(indications.judge(shown(values, 5_001), 200).observation.frame, 9);
    });
  });
});
