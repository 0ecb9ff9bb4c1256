import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { ContextChanges, TraceBuilder } from '../checks/trace.fixture';
import type { RequirementId } from '../requirements/requirement';
import { SETTINGS_DOCUMENT } from '../sip/message.fixture';
import type { MessageEvent } from '../trace/event';
import { judgeOf } from './judge.fixture';

type Build = (trace: TraceBuilder) => void;
type Event = Parameters<TraceBuilder['publishes']>[1];
type Changes = NonNullable<Parameters<TraceBuilder['publishes']>[0]>;

/** Passive unless a test says otherwise: what a driver asked for says nothing of the client's habits. */
const passive: ContextChanges = { nextHop: undefined };
const grant = (trace: TraceBuilder, request: MessageEvent, tag: string, lifetime = '3600') =>
  trace.answers(request, 200, [
    ['SIP-ETag', tag],
    ['Expires', lifetime],
  ]);
const update = (trace: TraceBuilder, tag: string, { add = [], ...changes }: Changes = {}, event?: Event) =>
  trace.publishes({ ...changes, add: [...add, ['SIP-If-Match', tag]] }, event);
const outcomesOf = (id: RequirementId, build: Build, changes: ContextChanges = passive) =>
  judgeOf(build, changes)
    .verdictOn(id)
    .findings.map(({ outcome, frame }) => [outcome, frame]);

const bodyless: Changes = { body: '', without: ['Content-Type'] };
const named = (id: string): Changes => ({ body: SETTINGS_DOCUMENT.replace(/ id="[^"]*"/, ` id="${id}"`) });

describe('RFC4354-5.16-1 along a publication', () => {
  const outcomes = (build: Build) => outcomesOf('RFC4354-5.16-1', build);

  it('warns of another entity id in an update', () => {
    assert.deepEqual(
      outcomes((trace) => {
        grant(trace, trace.publishes(named('1')), 'a');
        grant(trace, update(trace, 'a', named('1')), 'b');
        update(trace, 'b', named('2'));
      }),
      [['warn', 5]],
    );
  });
  it('knows the id behind a refresh without a body, and not behind a document without a clear one', () => {
    const through = (changes: Changes) =>
      outcomes((trace) => {
        grant(trace, trace.publishes(named('1')), 'a');
        grant(trace, update(trace, 'a', changes), 'b');
        update(trace, 'b', named('2'));
      });
    assert.deepEqual(through(bodyless), [['warn', 5]]);
    assert.deepEqual(through({ body: '<poc-settings' }), []);
  });
  it('says nothing of another device or a client that was installed anew', () => {
    assert.deepEqual(
      outcomes((trace) => {
        grant(trace, trace.publishes(named('1')), 'a');
        grant(trace, trace.publishes(named('2')), 'x');
        update(trace, 'x', named('2'));
        update(trace, 'a', named('1'));
      }),
      [],
    );
  });
});

describe('RFC4354-5.18-1 over several publications', () => {
  const outcomes = (build: Build, changes?: ContextChanges) => outcomesOf('RFC4354-5.18-1', build, changes);
  const again = (trace: TraceBuilder, at: number, changes?: Changes) => update(trace, 'a', changes, { at });

  it('tells of the same state soon after it was accepted, with and without its entity-tag', () => {
    const seen = (second: Build) =>
      outcomes((trace) => {
        grant(trace, trace.publishes(), 'a');
        second(trace);
      });
    assert.deepEqual(
      seen((trace) => again(trace, 10_000)),
      [['info', 3]],
    );
    assert.deepEqual(
      seen((trace) => again(trace, 10_000, bodyless)),
      [['info', 3]],
    );
    assert.deepEqual(
      seen((trace) => trace.publishes({}, { at: 10_000 })),
      [['info', 3]],
    );
  });
  it('tells it once of a client that does it all the time', () => {
    const seen = outcomes((trace) => {
      for (let time = 0; time < 10; time += 1) grant(trace, trace.publishes({}, { at: time * 10_000 }), `t${time}`);
    });
    assert.equal(seen.length, 1);
  });

  const explained: readonly [string, Build][] = [
    ['a change', (trace) => again(trace, 10_000, named('2'))],
    ['a refresh when its time comes', (trace) => again(trace, 360_000)],
    [
      'a registration in between',
      (trace) => {
        trace.answers(trace.registers({}, { at: 5_000 }));
        again(trace, 10_000);
      },
    ],
    [
      'a refusal that made it start anew',
      (trace) => {
        trace.answers(
          again(trace, 400_000, {
            set: [
              ['Call-ID', 'x'],
              ['CSeq', '1 PUBLISH'],
            ],
          }),
          412,
        );
        trace.publishes(
          {
            set: [
              ['Call-ID', 'x'],
              ['CSeq', '2 PUBLISH'],
            ],
          },
          { at: 400_100 },
        );
      },
    ],
    [
      'another device of the user',
      (trace) => trace.publishes({}, { at: 10_000, remote: { host: '192.0.2.20', port: 5060 } }),
    ],
  ];
  for (const [name, build] of explained) {
    it(`is content with ${name}`, () => {
      assert.deepEqual(
        outcomes((trace) => {
          grant(trace, trace.publishes(), 'a');
          build(trace);
        }),
        [],
      );
    });
  }
});

describe('RFC3903-4.2-1 before the first entity-tag', () => {
  const fresh = (declared?: boolean): ContextChanges =>
    declared === undefined ? {} : { pics: { persistent_etag: declared } };
  const outcomes = (build: Build, changes: ContextChanges) => outcomesOf('RFC3903-4.2-1', build, changes);
  const first: Build = (trace) => update(trace, '0');

  it('depends on whether the client keeps entity-tags, which it declares', () => {
    assert.deepEqual(outcomes(first, fresh(false)), [['fail', 1]]);
    assert.deepEqual(outcomes(first, fresh()), [['inconc', 1]]);
    assert.deepEqual(outcomes(first, fresh(true)), []);
  });
  it('says nothing to a passive observer', () =>
    assert.deepEqual(outcomes(first, { ...fresh(false), ...passive }), []));
  it('says nothing of an entity-tag that was given out, nor of one that breaks another entry', () => {
    assert.deepEqual(
      outcomes((trace) => {
        grant(trace, trace.publishes(), 'a');
        grant(trace, update(trace, 'a'), 'b');
        update(trace, 'invented');
      }, fresh(false)),
      [],
    );
  });
});
