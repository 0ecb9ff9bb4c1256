import { row } from '../checks/history.fixture';
import { accepts, tells } from '../checks/provoked/notify.fixture';
import { copies, rightGaps } from '../checks/provoked/play.fixture';
import { SETTINGS_DOCUMENT } from '../sip/message.fixture';
import {
  CHANGED,
  failsOver,
  fetched,
  grants,
  next,
  registered,
  retryAfter,
  testLegal,
  updates,
  whileRegistered,
} from './legal-reactions.fixture';

testLegal(
  'an odd but legal client whose request is refused',
  whileRegistered({
    'publishes anew after a 412, in the same Call-ID': (t) => {
      grants(t, t.publishes(), 'e1', 60);
      t.passes(40_000);
      const stale = updates(t, 'e1');
      t.answers(stale, 412);
      t.passes(20);
      grants(t, next(t, stale), 'e5', 60);
      t.passes(40_000);
      grants(t, updates(t, 'e5'), 'e6', 60);
    },
    'refreshes a moment after the end, and publishes anew': (t) => {
      grants(t, t.publishes(), 'e1', 60);
      t.passes(60_300);
      t.answers(updates(t, 'e1'), 412);
      t.passes(5);
      grants(t, t.publishes(), 'e2', 60);
    },
    'is told 412 twice': (t) => {
      grants(t, t.publishes(), 'e1', 60);
      t.passes(40_000);
      const stale = updates(t, 'e1');
      t.answers(stale, 412);
      t.passes(20);
      const anew = next(t, stale);
      t.answers(anew, 412);
      t.passes(20_000);
      grants(t, next(t, anew), 'e5', 60);
    },
    'waits for Retry-After of a 503, and answers a NOTIFY meanwhile': (t) => {
      const fetch = t.subscribes();
      accepts(t, fetch);
      const refused = t.publishes();
      t.answers(refused, 503, [retryAfter(20)]);
      t.acknowledges(tells(t, fetch));
      t.keepsAlive(Buffer.from('\r\n\r\n'), { at: t.now });
      t.passes(20_500);
      grants(t, next(t, refused), 'e1');
    },
    'has a user who tries again 3 s after a 503': (t) => {
      t.answers(t.publishes(), 503, [retryAfter(30)]);
      t.passes(3_000);
      t.answers(t.publishes(), 503);
      t.passes(3_000);
      grants(t, t.publishes(), 'e1');
    },
    'goes to another server after a 503': (t) => {
      const refused = t.publishes();
      t.answers(refused, 503, [retryAfter(30)]);
      t.passes(10);
      grants(t, failsOver(t, refused), 'e1');
    },
    'goes to another server after a timeout': (t) => {
      const request = t.publishes();
      copies(t, request, rightGaps);
      t.passes(500);
      grants(t, failsOver(t, request), 'e1');
    },
    'goes to another server after an ICMP message': (t) => {
      const request = t.publishes();
      t.passes(30);
      grants(t, failsOver(t, request), 'e1');
      t.passes(2_000);
      grants(t, updates(t, 'e1', { body: CHANGED }), 'e2');
    },
    'publishes without an entity-tag after a timeout': (t) => {
      grants(t, t.publishes(), 'e1');
      t.passes(1_000);
      copies(t, updates(t, 'e1', { body: CHANGED }), rightGaps);
      t.passes(30_500);
      grants(t, t.publishes({ body: CHANGED }), 'e2');
    },
    'comes again after a 500, later each time': (t) => {
      let request = t.publishes();
      for (const pause of [2_500, 5_000, 10_000]) {
        t.answers(request, 500);
        t.passes(pause);
        request = next(t, request);
      }
      grants(t, request, 'e1');
    },
    'leaves out its Route after a 500': (t) => {
      const request = t.publishes({ set: [row('Route', '<sip:192.0.2.1;lr>')] });
      t.answers(request, 500);
      t.passes(10);
      grants(t, next(t, request), 'e1');
    },
    'comes again after a 408 of the server': (t) => {
      const request = t.publishes();
      t.passes(3_000);
      t.answers(request, 408);
      t.passes(100);
      grants(t, next(t, request), 'e1');
    },
    'comes again after the time of a 480': (t) => {
      const request = t.publishes();
      t.answers(request, 480, [retryAfter(10)]);
      t.passes(10_100);
      grants(t, next(t, request), 'e1');
    },
    'fetches once more what a 404 did not find, having published it': (t) => {
      t.answers(t.subscribes(), 404);
      t.passes(50);
      grants(t, t.publishes(), 'e1');
      t.passes(50);
      fetched(t);
    },
    'registers after a 404, and publishes at once': (t) => {
      t.answers(t.publishes(), 404);
      t.passes(2_000);
      registered(t, { set: [row('Call-ID', 'call-1@192.0.2.10'), row('CSeq', '2 REGISTER')] });
      t.passes(50);
      grants(t, t.publishes(), 'e1');
    },
    'offers less after a 400': (t) => {
      const request = t.subscribes({ set: [row('Supported', 'eventlist')] });
      t.answers(request, 400);
      t.passes(10);
      const again = next(t, request);
      accepts(t, again);
      t.acknowledges(tells(t, again));
    },
    'asks for another type after a 406': (t) => {
      const request = t.subscribes();
      t.answers(request, 406);
      t.passes(10);
      const again = next(t, request, { set: [row('Accept', 'application/poc-settings+xml, application/xml')] });
      accepts(t, again);
      t.acknowledges(tells(t, again));
    },
    'adds what a 421 asks for': (t) => {
      const request = t.publishes();
      t.answers(request, 421, [row('Require', 'sec-agree')]);
      t.passes(10);
      const rows = [
        row('Require', 'sec-agree'),
        row('Proxy-Require', 'sec-agree'),
        row('Security-Client', 'tls;q=0.1'),
      ];
      grants(t, next(t, request, { set: rows }), 'e1');
    },
    'follows a redirection': (t) => {
      const request = t.publishes();
      t.answers(request, 302, [row('Contact', '<sip:alice@alt.example.com>')]);
      t.passes(10);
      grants(t, next(t, request, { requestUri: 'sip:alice@alt.example.com' }), 'e1');
    },
    'tries the targets of a redirection by their q': (t) => {
      const contact = row('Contact', '<sip:alice@a.example.com>;q=0.5, <sip:alice@b.example.com>;q=0.9');
      const request = t.publishes();
      t.answers(request, 300, [contact]);
      t.passes(10);
      const second = next(t, request, { requestUri: 'sip:alice@b.example.com' });
      t.answers(second, 404);
      t.passes(10);
      grants(t, next(t, second, { requestUri: 'sip:alice@a.example.com' }), 'e1');
    },
    'leaves it at refusals, until the user acts': (t) => {
      for (const status of [302, 400, 403, 405, 410, 414, 415, 480, 485, 488, 489, 501, 513, 600]) {
        t.answers(t.publishes({ body: status % 2 === 0 ? CHANGED : SETTINGS_DOCUMENT }), status);
        t.passes(70_000);
      }
    },
    'has a user who changes his mind behind each refusal': (t) => {
      t.answers(t.publishes(), 403);
      t.passes(600);
      t.answers(t.publishes({ body: CHANGED }), 403);
      t.passes(700);
      t.answers(t.publishes(), 403);
    },
    'changes the settings as soon as the 200 is there': (t) => {
      const request = t.publishes();
      t.passes(400);
      grants(t, request, 'e1', 60);
      t.passes(1);
      grants(t, updates(t, 'e1', { body: CHANGED }), 'e2', 60);
    },
    'lets its publication end': (t) => {
      grants(t, t.publishes(), 'e1', 30);
      t.passes(100_000);
      fetched(t);
      t.passes(100);
      grants(t, t.publishes(), 'e2', 30);
      t.passes(100_000);
      fetched(t);
    },
  }),
);

testLegal('an odd but legal client whose REGISTER is refused', {
  'asks for too short a time at each refresh': (t) => {
    const brief = { set: [row('Expires', '60')] };
    let request = t.registers(brief);
    for (let turn = 1; turn < 4; turn += 1) {
      t.answers(request, 423, [row('Min-Expires', '600')]);
      t.passes(20);
      const longer = next(t, request, { set: [row('Expires', '600')] });
      t.answers(longer, 200, [row('Expires', '600')]);
      t.passes(500_000);
      request = next(t, longer, brief);
    }
    t.answers(request, 200, [row('Expires', '600')]);
  },
  'goes to another server after a 503': (t) => {
    const refused = t.registers();
    t.answers(refused, 503);
    t.passes(10);
    t.answers(failsOver(t, refused));
  },
  'registers another address at once after a 403': (t) => {
    const work = [row('From', '<sip:work@example.com>;tag=wwww22w'), row('To', '<sip:work@example.com>')];
    const refused = t.registers({ set: [...work, row('Contact', '<sip:work@192.0.2.10:5060>;+g.oma.sip-im')] });
    t.answers(refused, 403);
    t.passes(10);
    registered(t);
    t.passes(40);
    fetched(t);
  },
  'reaches nobody, and tries more and more seldom': (t) => {
    let request = t.registers();
    for (const pause of [30_000, 60_000, 120_000]) {
      copies(t, request, rightGaps);
      t.passes(500 + pause);
      request = next(t, request);
    }
    t.answers(request);
  },
});
