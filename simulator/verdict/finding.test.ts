import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { TraceBuilder } from '../checks/trace.fixture';
import type { RequirementId } from '../requirements/requirement';
import { judgeOf } from './judge.fixture';

const actual = (id: RequirementId, build: (trace: TraceBuilder) => void) => {
  const [finding] = judgeOf(build).verdictOn(id).findings;
  return [finding?.outcome, finding?.actual];
};
const first = (text: string, line: string) => text.replace(/^.*(?=\r\n)/, line);

describe('what a finding shows where something is missing', () => {
  it('is the row that it is missing in', () => {
    assert.deepEqual(
      actual('RFC3261-8.1.1.7-1', (trace) => trace.publishes({ set: [['Via', 'foo']] })),
      ['fail', 'Via: foo'],
    );
    assert.deepEqual(
      actual('RFC3261-8.1.1.6-1', (trace) => trace.publishes({ set: [['Max-Forwards', '']] })),
      ['fail', 'Max-Forwards: '],
    );
    assert.deepEqual(
      actual('RFC3261-7.1-1', (trace) =>
        trace.publishes({ raw: (text) => first(text, 'PUBLISH sip:alice@example.com') }),
      ),
      ['fail', 'PUBLISH sip:alice@example.com'],
    );
  });

  it('is that it is missing, behind the header fields', () => {
    const tcp = [['Via', 'SIP/2.0/TCP 192.0.2.10;branch=z9hG4bK1']] as const;
    assert.deepEqual(
      actual('RFC3261-20.14-2', (trace) =>
        trace.publishes({ set: tcp, without: ['Content-Length'] }, { transport: 'tcp' }),
      ),
      ['fail', 'missing'],
    );
    const cut = (text: string) => text.slice(0, text.indexOf('\r\n\r\n') + 2);
    assert.deepEqual(
      actual('RFC3261-7-1', (trace) =>
        trace.publishes({ raw: (text) => cut(text).replace(/Content-Length.*\r\n/, '') }),
      ),
      ['fail', 'missing'],
    );
  });
});
