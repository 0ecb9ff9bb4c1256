import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { registerBytes, responseBytes } from '../sip/message.fixture';
import { message } from '../trace/trace.fixture';
import { judgeTry, type Tried } from './doctor-client';

const arrived = message({ direction: 'in', bytes: registerBytes() });
const answered = (status: number) => message({ direction: 'out', bytes: responseBytes({ status }) });

function tried(changes: Partial<Omit<Tried, 'stimulus'>>, stimulus: Partial<Tried['stimulus']> = {}): Tried {
  return {
    stimulus: { operation: 'register', number: 1, outcome: 'done', isComplete: true, ...stimulus },
    server: 'udp:127.0.0.1:5070',
    seconds: 0.24,
    messages: [arrived, answered(200)],
    log: [],
    ...changes,
  };
}

describe('what the doctor says of the client', () => {
  it('that it did what it was asked for, and what was seen', () => {
    const { level, value } = judgeTry(tried({}));
    assert.equal(level, 'ok');
    assert.match(value, /^register: 1 message from 192\.0\.2\.7:40000 over UDP, last answer 200, 0\.2 s, at udp:127/);
  });

  const nothing = { messages: [] };
  const incomplete = { isComplete: false };
  for (const [name, given, value, advice] of [
    [
      'it says done and nothing arrived',
      tried({ ...nothing, log: ['first', 'no route', 'to host'] }, incomplete),
      /the client says that it did, and nothing arrived at udp:127\.0\.0\.1:5070; it wrote last: no route \/ to host/,
      /let the client send to udp:127\.0\.0\.1:5070/,
    ],
    [
      'it fails',
      tried(nothing, { outcome: 'failed', reason: 'the client reports: no network', ...incomplete }),
      /^register: the client reports: no network$/,
      /firewalls/,
    ],
    [
      'it does not answer the challenge',
      tried(
        { messages: [arrived, answered(401)] },
        { outcome: 'silent', reason: 'no answer within 5 s', ...incomplete },
      ),
      /last answer 401: the exchange was not finished; no answer within 5 s/,
      /give it the credentials/,
    ],
    [
      'it is refused',
      tried({ messages: [arrived, answered(404)] }),
      /last answer 404$/,
      /have to be those of the client/,
    ],
    [
      'it acted and did not say so',
      tried({}, { outcome: 'silent', reason: 'the client did not answer' }),
      /last answer 200, but the client did not answer/,
      /let what controls it say so/,
    ],
  ] as const) {
    it(`that ${name}: a failure of the client, with what to do`, () => {
      const check = judgeTry(given);
      assert.deepEqual([check.level, check.concern], ['FAIL', 'client']);
      assert.match(check.value, value);
      assert.match(check.advice ?? '', advice);
    });
  }

  it('that one which acts by itself did so', () => {
    assert.equal(judgeTry(tried({}, { outcome: 'unconfirmed' })).level, 'ok');
  });
});
