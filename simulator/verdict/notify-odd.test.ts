import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { fromServer, judged, notifies, type Row } from './notify-watch.fixture';

/** A captured fetch whose NOTIFY has these rows and is refused. */
function refused(status: number, set: readonly Row[] = []): string {
  return judged((trace) => {
    const subscribe = trace.subscribes();
    trace.answers(subscribe, 200, [['To', fromServer]]);
    trace.acknowledges(notifies(trace, subscribe, { set }), status);
  }).verdict;
}

describe('a NOTIFY that is out of the ordinary, refused', () => {
  it('breaks item 1 of the retrieval where it is an ordinary one', () => assert.equal(refused(481), 'fail'));

  const odd: Readonly<Record<string, readonly [number, readonly Row[]]>> = {
    'of another package': [489, [['Event', 'foo-bar']]],
    'with another To tag': [481, [['To', '<sip:alice@example.com>;tag=other']]],
    'that requires an extension': [420, [['Require', 'nothingSupportsThis']]],
    'with an unknown body': [415, [['Content-Type', 'application/unknownformat']]],
    'with unknown header fields': [400, [['X-Unknown', 'a']]],
    'that says active': [500, [['Subscription-State', 'active;expires=60']]],
  };
  for (const [name, [status, set]] of Object.entries(odd)) {
    it(`leaves one ${name} to the entry that speaks of it`, () => assert.notEqual(refused(status, set), 'fail'));
  }
});
