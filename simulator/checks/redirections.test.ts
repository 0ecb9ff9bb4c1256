import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { judgeOf } from '../verdict/judge.fixture';
import type { TraceBuilder } from './trace.fixture';

const ids = ['6.1.1.1-2', 'RFC3261-8.1.1.1-1'] as const;

/** A PUBLISH is redirected to a Contact, and the client then sends one to a Request-URI. */
function redirected(contact: string, requestUri: string, status = 302): (trace: TraceBuilder) => void {
  return (trace) => {
    trace.starts('publish');
    trace.answers(trace.publishes(), status, [['Contact', contact]]);
    trace.answers(trace.publishes({ requestUri }));
    trace.ends();
  };
}

const found = (build: (trace: TraceBuilder) => void) => {
  const judge = judgeOf(build);
  return ids.map((id) =>
    judge
      .verdictOn(id)
      .findings.map(({ outcome }) => outcome)
      .join(' '),
  );
};

describe('a request that follows a redirection', () => {
  for (const [what, contact, requestUri] of [
    ['has the Contact as Request-URI', '<sip:alice@alt.example.com>', 'sip:alice@alt.example.com'],
    ['leaves out method and headers', '<sip:a@b.example;method=PUBLISH;x=1?Subject=foo>', 'sip:a@b.example;x=1'],
    ['may keep what it should leave out', '<sip:a@b.example?Subject=foo>', 'sip:a@b.example?Subject=foo'],
    ['may take the second Contact', '<sip:a@one.example>, <sip:a@two.example>', 'sip:a@two.example'],
  ]) {
    it(`${what}, which is another than To`, () => {
      const [item] = found(redirected(contact ?? '', requestUri ?? ''));
      // A headers part is a breach of the Request-URI whoever asked for it.
      assert.equal(item, requestUri?.includes('?') ? 'fail' : '');
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
