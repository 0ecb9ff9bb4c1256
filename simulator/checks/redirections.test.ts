import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { judgeOf } from '../verdict/judge.fixture';
import type { TraceBuilder } from './trace.fixture';

const ids = ['6.1.1.1-2', 'RFC3261-8.1.1.1-1'] as const;

const imAddress = 'tel:+12015550123';

/** A PUBLISH to a tel URI is refused, and the client then sends one to another Request-URI. */
function refused(status: number, requestUri: string): (trace: TraceBuilder) => void {
  const set = [['To', `<${imAddress}>`]] as const;
  return (trace) => {
    trace.starts('publish');
    trace.answers(trace.publishes({ requestUri: imAddress, set }), status);
    trace.answers(trace.publishes({ requestUri, set }));
    trace.ends();
  };
}

/** A PUBLISH is redirected to a Contact, and the client then sends one to a Request-URI. */
function redirected(contact: string, requestUri: string, status = 302): (trace: TraceBuilder) => void {
  return (trace) => {
    trace.starts('publish');
    trace.answers(trace.publishes(), status, [['Contact', contact]]);
    trace.answers(trace.publishes({ requestUri }));
    trace.ends();
  };
}

const found = (build: (trace: TraceBuilder) => void, changes = {}) => {
  const judge = judgeOf(build, changes);
  return ids.map((id) =>
    judge
      .verdictOn(id)
      .findings.map(({ outcome }) => outcome)
      .join(' '),
  );
};

describe('a request that follows a 416 to a tel URI', () => {
  const sip = 'sip:+12015550123@example.com;user=phone';
  const outcomes = (status: number, uri: string) => found(refused(status, uri), { imAddress });

  it('may go to a SIP URI with the number, which is another than To', () =>
    assert.deepEqual(outcomes(416, sip), ['', '']));
  it('may not go to another user, nor after another refusal', () => {
    assert.deepEqual(outcomes(416, 'sip:bob@example.com'), ['fail', 'warn']);
    assert.deepEqual(outcomes(404, sip), ['fail', 'warn']);
  });
});

describe('a request that follows a redirection', () => {
  for (const [what, contact, requestUri] of [
    ['has the Contact as Request-URI', '<sip:alice@alt.example.com>', 'sip:alice@alt.example.com'],
    ['leaves out method and headers', '<sip:a@b.example;method=PUBLISH;x=1?Subject=foo>', 'sip:a@b.example;x=1'],
    ['may have too much of it, as RFC3261-7.1-2 tells', '<sip:a@b.example?Subject=foo>', 'sip:a@b.example?Subject=foo'],
    ['may take the second Contact', '<sip:a@one.example>, <sip:a@two.example>', 'sip:a@two.example'],
  ]) {
    it(`${what}, which is another than To`, () => {
      assert.deepEqual(found(redirected(contact ?? '', requestUri ?? '')), ['', '']);
    });
  }

  it('is none where the client was sent elsewhere, or nowhere', () => {
    assert.deepEqual(found(redirected('<sip:a@one.example>', 'sip:a@two.example')), ['fail', 'warn']);
    assert.deepEqual(found(redirected('<sip:a@one.example>', 'sip:a@one.example', 404)), ['fail', 'warn']);
  });

  it('says nothing of the next request that goes elsewhere', () => {
    const build = (trace: TraceBuilder) => {
      redirected('<sip:a@one.example>', 'sip:a@one.example')(trace);
      trace.starts('publish', undefined, 2);
      trace.answers(trace.publishes({ requestUri: 'sip:a@two.example' }));
      trace.ends('done', { stimulus: 2 });
    };
    assert.deepEqual(found(build), ['fail', 'warn']);
  });
});
