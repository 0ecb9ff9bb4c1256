import { row } from '../checks/history.fixture';
import { asks } from '../checks/provoked/digest.fixture';
import { accepts, live, tells, tellsAgain } from '../checks/provoked/notify.fixture';
import { copies, rightGaps } from '../checks/provoked/play.fixture';
import type { TraceBuilder } from '../checks/trace.fixture';
import type { MessageEvent } from '../trace/event';
import { fetched, next, testLegal, whileRegistered } from './legal-reactions.fixture';

/** A fetch that the server has accepted. */
function fetches(t: TraceBuilder, status = 200): MessageEvent {
  const subscribe = t.subscribes();
  accepts(t, subscribe, status);
  return subscribe;
}

/** A request of the server outside every subscription. */
function asked(t: TraceBuilder, method: string, id: string, rows: readonly string[] = []): MessageEvent {
  const own = [
    `${method} sip:alice@192.0.2.10:5060 SIP/2.0`,
    `Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKask${id}`,
    'Max-Forwards: 70',
    'From: <sip:server@example.com>;tag=srv1',
    'To: <sip:alice@192.0.2.10:5060>',
    `Call-ID: ask-${id}`,
    `CSeq: 1 ${method}`,
  ];
  return t.gets(Buffer.from([...own, ...rows, 'Content-Length: 0', '', ''].join('\r\n')));
}

const tagged = (tag: string) => row('To', `<sip:alice@192.0.2.10:5060>;tag=${tag}`);

testLegal(
  'an odd but legal client that is notified',
  whileRegistered({
    'answers another NOTIFY behind the end of its fetch with 481': (t) => {
      const fetch = fetches(t);
      t.acknowledges(tells(t, fetch));
      t.passes(1_000);
      t.acknowledges(tells(t, fetch, { cseq: 2 }), 481);
    },
    'answers a copy with 481 when its transaction is over': (t) => {
      const fetch = fetches(t);
      const notify = tells(t, fetch);
      t.acknowledges(notify);
      t.passes(33_000);
      tellsAgain(t, notify);
      t.acknowledges(notify, 481);
    },
    'is slow, and repeats its 200 for a copy': (t) => {
      const fetch = fetches(t);
      const notify = tells(t, fetch);
      t.passes(500);
      tellsAgain(t, notify);
      t.passes(600);
      t.acknowledges(notify);
      t.passes(400);
      tellsAgain(t, notify);
      t.acknowledges(notify);
    },
    'is notified before the 200': (t) => {
      const fetch = t.subscribes();
      t.acknowledges(tells(t, fetch));
      t.passes(30);
      accepts(t, fetch);
    },
    'refuses a second notifier behind a forking proxy': (t) => {
      const fetch = fetches(t);
      t.acknowledges(tells(t, fetch));
      t.passes(30);
      t.acknowledges(tells(t, fetch, { fromTag: 'fork-2' }), 481);
    },
    'accepts a second notifier behind a forking proxy': (t) => {
      const fetch = t.subscribes();
      t.acknowledges(tells(t, fetch));
      t.passes(30);
      t.acknowledges(tells(t, fetch, { fromTag: 'fork-2' }));
      accepts(t, fetch);
    },
    'refuses the notifier that is not the one of the 200': (t) => {
      const fetch = fetches(t);
      t.acknowledges(tells(t, fetch, { fromTag: 'fork-2' }), 200);
      t.passes(30);
      t.acknowledges(tells(t, fetch), 481);
    },
    'refuses a NOTIFY for a client that is long gone': (t) => {
      fetched(t);
      t.passes(100);
      const fetch = fetches(t);
      t.acknowledges(tells(t, fetch));
      t.acknowledges(tells(t, fetch, { callId: 'another-run@192.0.2.10' }), 481);
    },
    'wants to know who notifies': (t) => {
      const fetch = fetches(t);
      t.acknowledges(tells(t, fetch), 401, [asks()]);
      t.passes(10);
      t.acknowledges(tells(t, fetch, { cseq: 2 }));
    },
    'refuses a NOTIFY that comes out of order': (t) => {
      const fetch = fetches(t);
      t.acknowledges(tells(t, fetch, { state: live, cseq: 7 }));
      t.passes(1_000);
      t.acknowledges(tells(t, fetch, { cseq: 3 }), 500);
    },
    'refuses what it cannot decode': (t) => {
      const coded = { set: [row('Content-Encoding', 'x-foo')] };
      t.acknowledges(tells(t, fetches(t), coded), 415, [row('Accept-Encoding', 'identity')]);
    },
    'refuses a type that it did not ask for': (t) => {
      const other = { set: [row('Content-Type', 'application/pidf+xml')] };
      t.acknowledges(tells(t, fetches(t), other), 415, [row('Accept', 'application/poc-settings+xml')]);
    },
    'refuses a document that cannot be read': (t) => {
      for (const status of [400, 488, 500]) {
        t.acknowledges(tells(t, fetches(t), { body: '<poc-settings' }), status);
        t.passes(300_000);
      }
    },
    'waits while the server makes up its mind': (t) => {
      const fetch = fetches(t, 202);
      t.acknowledges(tells(t, fetch, { state: 'pending;expires=60', body: '' }));
      t.passes(3_000);
      t.acknowledges(tells(t, fetch, { cseq: 2 }));
    },
    'ends a subscription that it did not ask for': (t) => {
      const fetch = fetches(t);
      t.acknowledges(tells(t, fetch, { state: live }));
      t.passes(100);
      const set = [row('To', '<sip:alice@example.com>;tag=esc-1')];
      t.answers(next(t, fetch, { requestUri: 'sip:192.0.2.1:5060', set }));
      t.acknowledges(tells(t, fetch, { cseq: 2 }));
    },
    'subscribes anew when its dialog is gone': (t) => {
      const fetch = fetches(t);
      t.acknowledges(tells(t, fetch, { state: live }));
      t.passes(30_000);
      const set = [row('To', '<sip:alice@example.com>;tag=esc-1')];
      t.answers(next(t, fetch, { requestUri: 'sip:192.0.2.1:5060', set }), 481);
      t.passes(10);
      fetched(t);
    },
    'subscribes at once after deactivated': (t) => {
      fetched(t, { state: 'terminated;reason=deactivated' });
      t.passes(100);
      fetched(t);
    },
    'waits after probation': (t) => {
      fetched(t, { state: 'terminated;reason=probation;retry-after=5' });
      t.passes(5_500);
      fetched(t);
    },
    'has a user who asks again after rejected and noresource': (t) => {
      fetched(t, { state: 'terminated;reason=rejected' });
      t.passes(10_000);
      fetched(t, { state: 'terminated;reason=noresource', body: '' });
      t.passes(60_000);
      fetched(t);
    },
    'fetches twice at once': (t) => {
      const [one, other] = [t.subscribes(), t.subscribes()];
      accepts(t, one);
      accepts(t, other, 200, 'esc-2');
      t.acknowledges(tells(t, one));
      t.acknowledges(tells(t, other, { fromTag: 'esc-2' }));
    },
    'is notified of a subscription that it has given up': (t) => {
      const old = t.subscribes();
      copies(t, old, rightGaps);
      t.passes(30_000);
      const fetch = t.subscribes();
      t.passes(10);
      t.acknowledges(tells(t, old), 481);
      accepts(t, fetch);
      t.acknowledges(tells(t, fetch));
    },
    'is asked whether it is there': (t) => {
      fetched(t);
      for (const [id, status] of [200, 404, 405, 481, 501].entries()) {
        t.passes(1_000);
        t.acknowledges(asked(t, 'OPTIONS', `${id}`), status, [tagged(`q${id}zzkkpp`), row('Allow', 'NOTIFY, OPTIONS')]);
      }
    },
    'is sent a MESSAGE': (t) => {
      fetched(t);
      t.acknowledges(asked(t, 'MESSAGE', 'a'), 405, [tagged('k1qqwwee'), row('Allow', 'NOTIFY, OPTIONS')]);
      t.passes(50);
      t.acknowledges(asked(t, 'MESSAGE', 'b'), 200, [tagged('k2rrttzz')]);
    },
    'is told of messages in a voice box that it did not ask for': (t) => {
      fetched(t);
      const rows = ['Contact: <sip:192.0.2.1>', 'Event: message-summary', 'Subscription-State: active'];
      for (const [id, status] of [481, 489, 200].entries()) {
        const set = [tagged(`m${id}ttqqpp`), ...(status === 489 ? [row('Allow-Events', 'service-settings')] : [])];
        t.acknowledges(asked(t, 'NOTIFY', `mwi${id}`, rows), status, set);
      }
    },
    'is seen from the middle of a subscription on': (t) => {
      const gone = t.subscribes();
      t.events.pop();
      t.acknowledges(tells(t, gone, { cseq: 4 }));
      t.passes(100);
      t.acknowledges(tells(t, gone, { cseq: 5 }), 481);
      t.passes(100);
      fetched(t);
    },
  }),
);
