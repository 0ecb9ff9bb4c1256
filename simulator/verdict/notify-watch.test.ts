import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { ContextChanges, TraceBuilder } from '../checks/trace.fixture';
import type { MessageEvent } from '../trace/event';
import { judgeOf } from './judge.fixture';
import { fromServer, judged, notifies, type Row, SECOND, value } from './notify-watch.fixture';

/** What a test changes in an exchange that has nothing wrong but the client's answer. */
interface Exchange {
  readonly subscribe?: readonly Row[];
  /** Of the response to the SUBSCRIBE; `undefined` for 200. */
  readonly accepted?: number;
  /** What stands before the NOTIFY. */
  readonly before?: (trace: TraceBuilder, subscribe: MessageEvent) => void;
  readonly notify?: readonly Row[];
  readonly without?: readonly string[];
  /** When the NOTIFY is sent, in seconds. */
  readonly at?: number;
  readonly status?: number;
  readonly from?: string;
}

function exchange(trace: TraceBuilder, changes: Exchange): void {
  const { subscribe: set = [], accepted = 200, notify = [], without = [], at = 0, status = 481 } = changes;
  const subscribe = trace.subscribes({ set });
  trace.answers(
    subscribe,
    accepted,
    accepted < 300
      ? [
          ['To', fromServer],
          ['Expires', '0'],
        ]
      : [],
  );
  changes.before?.(trace, subscribe);
  const remote = changes.from === undefined ? {} : { remote: { host: changes.from, port: 5060 } };
  const sent = notifies(trace, subscribe, { set: notify, without }, { at: at * SECOND, ...remote });
  trace.acknowledges(sent, status);
}

const refusal = (changes: Exchange, context?: ContextChanges) =>
  judged((trace) => exchange(trace, changes), context).findings.filter(({ outcome }) => outcome === 'fail');

describe('a NOTIFY that is refused in a capture, where nobody notes it', () => {
  it('fails 6.1.1.2-1, pointing at the status', () => {
    const { verdict, findings } = judged((trace) => exchange(trace, {}));
    assert.equal(verdict, 'fail');
    assert.deepEqual(
      findings.map(({ frame, actual }) => [frame, actual]),
      [[4, '481']],
    );
    const { evidence, span, message } = findings[0] ?? {};
    assert.equal(evidence?.bytes.toString('latin1', span?.start, span?.end), '481');
    assert.match(
      message ?? '',
      /^the client answered the NOTIFY for sip:alice@example.com with 481 Answer; to a NOTIFY/,
    );
  });

  it('is told once, also where the answer comes twice, and where a note tells it too', () => {
    const twice = judged((trace) => {
      exchange(trace, {});
      trace.events.push(...trace.events.slice(-1).map((event) => ({ ...event, frame: 5 })));
      trace.notes('notify-refused', 'a note', 4);
    });
    assert.deepEqual([twice.verdict, twice.findings.length], ['fail', 1]);
  });

  it('is no refusal when the same NOTIFY was accepted before', () => {
    const { verdict } = judged((trace) => {
      exchange(trace, { status: 200 });
      const [, , notify] = trace.events;
      if (notify?.kind === 'message') trace.acknowledges(notify, 481);
    });
    assert.equal(verdict, 'pass');
  });

  it('is left to the notes of a server of ours', () => {
    const { verdict } = judgeOf((trace) => exchange(trace, {})).verdictOn('6.1.1.2-1');
    assert.equal(verdict, 'inconc');
  });

  it('is inconclusive when the client wants credentials', () => {
    assert.equal(judged((trace) => exchange(trace, { status: 401 })).verdict, 'inconc');
  });

  it('counts also when the NOTIFY comes before the response to the SUBSCRIBE', () => {
    const { verdict } = judged((trace) => {
      trace.acknowledges(notifies(trace, trace.subscribes()), 489);
    });
    assert.equal(verdict, 'fail');
  });

  it('counts when the last NOTIFY after the end of a subscription is refused', () => {
    const later = refusal({
      before: (trace, subscribe) => {
        const state = ['Subscription-State', 'active;expires=600'] as const;
        trace.acknowledges(notifies(trace, subscribe, { set: [state] }));
        const set = [
          ['Call-ID', value(subscribe, 'call-id')],
          ['From', value(subscribe, 'from')],
          ['To', fromServer],
        ] as const;
        trace.answers(trace.subscribes({ set }, { at: 100 * SECOND }), 200, [['Expires', '0']]);
      },
      notify: [['CSeq', '2 NOTIFY']],
      at: 101,
    });
    assert.equal(later.length, 1);
  });

  const legal: readonly (readonly [string, Exchange])[] = [
    ['is answered with 200', { status: 200 }],
    ['names another event package', { notify: [['Event', 'presence']] }],
    ['names another id of the event', { notify: [['Event', 'service-settings;id=7']] }],
    ['has a To tag that the client did not send', { notify: [['To', '<sip:alice@example.com>;tag=other']] }],
    ['comes from a fork', { notify: [['From', '<sip:alice@example.com>;tag=fork']] }],
    ['has a Call-ID of nobody', { notify: [['Call-ID', 'nobody@192.0.2.1']] }],
    ['belongs to a SUBSCRIBE that was refused', { accepted: 403 }],
    [
      'comes after the subscription was ended by another',
      {
        before: (trace, subscribe) => trace.acknowledges(notifies(trace, subscribe)),
        notify: [['CSeq', '2 NOTIFY']],
      },
    ],
    ['comes after Timer N', { at: 32 }],
    [
      'has no CSeq that rises',
      {
        before: (trace, subscribe) => {
          const set = [
            ['CSeq', '5 NOTIFY'],
            ['Subscription-State', 'active;expires=600'],
          ] as const;
          trace.acknowledges(notifies(trace, subscribe, { set }));
        },
        notify: [['CSeq', '4 NOTIFY']],
      },
    ],
    ['went to another host than the SUBSCRIBE came from', { from: '192.0.2.99' }],
    ['has no Subscription-State', { notify: [['Subscription-State', '']] }],
    ['has no Max-Forwards', { without: ['Max-Forwards'] }],
    ['asks for an extension', { notify: [['Require', 'eventlist']] }],
    ['has a body that the client did not ask for', { notify: [['Content-Type', 'application/pidf+xml']] }],
    ['has a body that the client excluded', { subscribe: [['Accept', 'application/poc-settings+xml;q=0.0, */*']] }],
    [
      'may have been answered by a proxy',
      {
        subscribe: [['Via', 'SIP/2.0/UDP 192.0.2.5;branch=z9hG4bKp, SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKc']],
      },
    ],
  ];
  for (const [name, changes] of legal) {
    it(`is no breach when it ${name}`, () => {
      assert.deepEqual(refusal(changes), []);
    });
  }

  it('is no breach where a text log does not say when', () => {
    const { verdict } = judged((trace) => {
      exchange(trace, {});
      const events = trace.events.map((event) =>
        event.kind === 'message' ? { ...event, timeUnknown: true as const } : event,
      );
      trace.events.splice(0, events.length, ...events);
    });
    assert.equal(verdict, 'inconc');
  });

  it('is no breach where the capture was not made at the client', () => {
    assert.deepEqual(refusal({}, { rules: { capture_point: 'behind-core' } }), []);
  });
});
