import { row } from '../checks/history.fixture';
import { asks } from '../checks/provoked/digest.fixture';
import { accepts, fieldIn, tells } from '../checks/provoked/notify.fixture';
import { copies, rightGaps } from '../checks/provoked/play.fixture';
import {
  at,
  CHANGED,
  forPublish,
  grants,
  next,
  proxied,
  registered,
  retryAfter,
  testLegal,
  updates,
  whileRegistered,
} from './legal-reactions.fixture';

const proxy = at(5_060, '192.0.2.99');
const overOne = { transport: 'tcp', connection: 1, ...at(40_000, '192.0.2.99') } as const;

/** Over a connection of its own, from a port of its own. */
const over = (connection: number) => ({ transport: 'tcp', connection, ...at(40_000 + connection) }) as const;
const byTcp = (branch: string) => row('Via', `SIP/2.0/TCP 192.0.2.10:5060;branch=z9hG4bK${branch};rport`);

testLegal(
  'legal clients in odd places',
  whileRegistered({
    'two devices of one user on one host': (t) => {
      const other = at(5_070);
      grants(t, t.publishes(), 'e1');
      t.passes(40);
      t.answers(t.publishes({ body: CHANGED }, other), 503, [retryAfter(30)]);
      t.passes(200);
      grants(t, updates(t, 'e1', { body: CHANGED }), 'e2');
      t.passes(40_000);
      grants(t, t.publishes({ body: CHANGED }, other), 'e3');
    },
    'two devices of one user behind a proxy': (t) => {
      t.answers(t.publishes({ set: proxied(11) }, proxy), 503, [retryAfter(20)]);
      t.answers(t.publishes({ set: proxied(12), body: CHANGED }, proxy), 500);
      t.passes(100);
      grants(t, t.publishes({ set: proxied(12) }, proxy), 'e1');
      t.passes(25_000);
      grants(t, t.publishes({ set: proxied(11) }, proxy), 'e2');
    },
    'two devices with one entity behind a proxy, over one connection': (t) => {
      grants(t, t.publishes({ set: proxied(11, 'TCP') }, overOne), 'e1');
      t.passes(40);
      grants(t, t.publishes({ set: proxied(12, 'TCP'), body: CHANGED }, overOne), 'e2');
      t.passes(400);
      grants(t, updates(t, 'e1', { set: proxied(11, 'TCP'), body: CHANGED }, overOne), 'e3');
      t.passes(40);
      grants(t, updates(t, 'e2', { set: proxied(12, 'TCP') }, overOne), 'e4');
    },
    'a binding of a NAT that moves': (t) => {
      grants(t, t.publishes(), 'e1');
      t.passes(60_000);
      const moved = updates(t, 'e1', {}, at(61_000));
      t.answers(moved, 401, [asks()]);
      t.passes(5);
      grants(t, next(t, moved, { set: [row('SIP-If-Match', 'e1')], add: [forPublish()] }, at(61_001)), 'e2');
    },
    'a telephone that leaves the wireless network': (t) => {
      grants(t, t.publishes(), 'e1');
      t.passes(10_000);
      const set = [row('Call-ID', 'call-1@192.0.2.10'), row('CSeq', '2 REGISTER')];
      registered(
        t,
        { set: [...set, row('Contact', '<sip:alice@203.0.113.5:5060>;+g.oma.sip-im')] },
        at(5_060, '203.0.113.5'),
      );
      t.passes(40);
      grants(t, updates(t, 'e1', { body: CHANGED }, at(5_060, '203.0.113.5')), 'e2');
    },
    'a connection that breaks': (t) => {
      t.publishes({ set: [byTcp('one')] }, over(1));
      t.passes(700);
      grants(t, t.publishes({ set: [byTcp('two')] }, over(2)), 'e1');
      t.passes(1_000);
      grants(t, updates(t, 'e1', { set: [byTcp('three')], body: CHANGED }, over(3)), 'e2');
    },
    'a request that goes over UDP where TCP fails': (t) => {
      const request = t.publishes({ set: [byTcp('one')] }, over(1));
      t.passes(700);
      const set = [row('Call-ID', fieldIn(request, 'Call-ID')), row('CSeq', fieldIn(request, 'CSeq'))];
      grants(t, t.publishes({ set: [...set, row('From', fieldIn(request, 'From'))] }), 'e1');
    },
    'an app that is started anew from another port': (t) => {
      grants(t, t.publishes(), 'e1');
      t.passes(5_000);
      grants(t, t.publishes({ body: CHANGED }, at(5_099)), 'e2');
    },
    'an app that the telephone puts to sleep': (t) => {
      t.publishes();
      t.passes(100_000);
      registered(t, { set: [row('Call-ID', 'call-1@192.0.2.10'), row('CSeq', '2 REGISTER')] });
      t.passes(30);
      grants(t, t.publishes(), 'e1');
    },
    'a slow server': (t) => {
      const request = t.publishes();
      t.passes(20);
      t.answers(request, 100);
      copies(t, request, [4_000, 4_000, 4_000, 4_000]);
      t.passes(3_000);
      grants(t, request, 'e1');
    },
    'a closed network with a T1 of its own': (t) => {
      for (const t1 of [200, 400, 1_000]) {
        const request = t.publishes(t1 === 400 ? { body: CHANGED } : {});
        copies(
          t,
          request,
          [t1, 2 * t1, 4 * t1].map((gap) => Math.min(gap, 4_000)),
        );
        t.passes(10);
        t.answers(request, 403);
        t.passes(70_000);
      }
    },
    'a network that loses all responses behind the capture': (t) => {
      const request = t.publishes();
      t.answers(request);
      for (const gap of rightGaps) {
        copies(t, request, [gap]);
        t.answers(request);
      }
    },
    'a capture that lacks the responses of the server': (t) => {
      grants(t, t.publishes(), 'e1');
      t.passes(1_000);
      updates(t, 'e1', { body: CHANGED });
      t.passes(2_000);
      t.registers({ set: [row('Call-ID', 'call-1@192.0.2.10'), row('CSeq', '2 REGISTER')] });
      t.passes(2_000);
      t.subscribes();
    },
    'a capture that lacks copies of a NOTIFY': (t) => {
      const fetch = t.subscribes();
      accepts(t, fetch);
      const notify = tells(t, fetch);
      t.acknowledges(notify);
      t.passes(500);
      t.acknowledges(notify);
    },
  }),
);
