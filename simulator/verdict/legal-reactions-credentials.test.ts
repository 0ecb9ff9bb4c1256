import { row } from '../checks/history.fixture';
import { asks, asksAsProxy, credentials, proxyCredentials } from '../checks/provoked/digest.fixture';
import { accepts, live, tells } from '../checks/provoked/notify.fixture';
import {
  CHANGED,
  forPublish,
  forRegister,
  forSubscribe,
  grants,
  next,
  testLegal,
  updates,
  whileRegistered,
} from './legal-reactions.fixture';

const SECOND = '00000002';
const plain = { qop: undefined, nc: undefined, cnonce: undefined };

testLegal('an odd but legal client whose REGISTER is challenged', {
  'uses one nonce for all that it sends': (t) => {
    const first = t.registers();
    t.answers(first, 401, [asks()]);
    t.passes(20);
    const second = next(t, first, { add: [forRegister()] });
    t.answers(second);
    t.passes(100);
    grants(t, t.publishes({ add: [forPublish({ nc: SECOND })] }), 'e1');
    t.passes(100);
    const fetch = t.subscribes({ add: [forSubscribe({ nc: '00000003' })] });
    accepts(t, fetch);
    t.acknowledges(tells(t, fetch));
    t.passes(50_000);
    t.answers(next(t, second, { add: [forRegister({ nc: '00000004' })] }));
  },
  'is challenged anew at each refresh': (t) => {
    let request = t.registers();
    for (const nonce of ['n1', 'n2', 'n3', 'n4']) {
      t.answers(request, 401, [asks({ nonce })]);
      t.passes(20);
      const again = next(t, request, { add: [forRegister({ nonce })] });
      t.answers(again);
      t.passes(1_800_000);
      request = next(t, again);
    }
    t.answers(request);
  },
  'sends its old credentials at each refresh, and is not told that they are stale': (t) => {
    let request = t.registers();
    for (const [nonce, after] of [
      ['n1', 'n2'],
      ['n2', 'n3'],
      ['n3', 'n4'],
    ] as const) {
      t.answers(request, 401, [asks({ nonce })]);
      t.passes(20);
      const again = next(t, request, { add: [forRegister({ nonce })] });
      t.answers(again);
      t.passes(1_800_000);
      request = next(t, again, { add: [forRegister({ nonce, nc: SECOND })] });
      if (after === 'n4') t.answers(request);
    }
  },
  'has one-time nonces': (t) => {
    const first = t.registers();
    t.answers(first, 401, [asks({ nonce: 'n0' })]);
    t.passes(3);
    t.answers(next(t, first, { add: [forRegister({ nonce: 'n0' })] }));
    t.passes(100);
    for (const [turn, nonce] of ['n1', 'n2', 'n3'].entries()) {
      const old = forPublish({ nonce: `n${turn}`, nc: SECOND });
      const body = turn % 2 === 0 ? { body: CHANGED } : {};
      const request =
        turn === 0 ? t.publishes({ ...body, add: [old] }) : updates(t, `e${turn}`, { ...body, add: [old] });
      t.answers(request, 401, [asks({ nonce, stale: 'true' })]);
      t.passes(3);
      const tag = turn === 0 ? [] : [row('SIP-If-Match', `e${turn}`)];
      grants(t, next(t, request, { ...body, set: tag, add: [forPublish({ nonce })] }), `e${turn + 1}`);
      t.passes(2_000);
    }
  },
  'gets the right password of its user at the second attempt': (t) => {
    const first = t.registers();
    t.answers(first, 401, [asks()]);
    t.passes(20);
    const wrong = next(t, first, { add: [credentials({ method: 'REGISTER', password: 'x' })] });
    t.answers(wrong, 401, [asks({ nonce: 'n2' })]);
    t.passes(8_000);
    t.answers(next(t, wrong, { add: [forRegister({ nonce: 'n2' })] }));
  },
  'gets the same nonce in two challenges, and counts anew': (t) => {
    const first = t.registers();
    t.answers(first, 401, [asks()]);
    t.passes(20);
    t.answers(next(t, first, { add: [forRegister()] }));
    t.passes(20);
    const publish = t.publishes();
    t.answers(publish, 401, [asks()]);
    t.passes(20);
    grants(t, next(t, publish, { add: [forPublish()] }), 'e1');
  },
  'gets a late copy of the challenge': (t) => {
    const first = t.registers();
    t.answers(first, 401, [asks()]);
    t.passes(20);
    const second = next(t, first, { add: [forRegister()] });
    t.passes(2);
    t.answers(first, 401, [asks()]);
    t.passes(20);
    t.answers(second);
  },
  'is two seconds away from the server, where the capture is': (t) => {
    const answers = (request: ReturnType<typeof t.registers>, status: number) => {
      t.answers(request, status, status === 401 ? [asks()] : []);
      for (const pause of [500, 1_000]) {
        t.passes(pause);
        t.sends(request.bytes);
        t.answers(request, status, status === 401 ? [asks()] : []);
      }
      t.passes(500);
    };
    const first = t.registers();
    answers(first, 401);
    answers(next(t, first, { add: [forRegister()] }), 200);
  },
  'is first seen with credentials': (t) => {
    const first = t.registers();
    t.events.pop();
    t.answers(next(t, first, { add: [forRegister({ nc: '0000000a' })] }));
    t.passes(100);
    const publish = t.publishes();
    t.events.pop();
    t.answers(publish, 401, [asks({ nonce: 'n2' })]);
    t.passes(10);
    grants(t, next(t, publish, { add: [forPublish({ nonce: 'n2' })] }), 'e1');
  },
  'is seen in a capture that lacks a challenge': (t) => {
    const first = t.registers();
    t.answers(first, 401, [asks()]);
    t.passes(20);
    const second = next(t, first, { add: [forRegister()] });
    t.answers(second);
    t.passes(1_000);
    const third = next(t, second);
    t.passes(20);
    t.answers(next(t, third, { add: [forRegister()] }));
  },
  'is seen in a capture that lacks its first use of a nonce': (t) => {
    const first = t.registers();
    t.answers(first, 401, [asks()]);
    t.passes(20);
    const lost = next(t, first, { add: [forRegister()] });
    t.events.pop();
    t.answers(lost);
    t.passes(1_000);
    const old = next(t, lost, { add: [forRegister({ nc: SECOND })] });
    t.answers(old, 401, [asks({ nonce: 'n2' })]);
    t.passes(20);
    t.answers(next(t, old, { add: [forRegister({ nonce: 'n2' })] }));
  },
});

testLegal(
  'an odd but legal client whose PUBLISH or SUBSCRIBE is challenged',
  whileRegistered({
    'answers a proxy, and then the server': (t) => {
      const first = t.publishes();
      t.answers(first, 407, [asksAsProxy()]);
      t.passes(10);
      const second = next(t, first, { add: [proxyCredentials()] });
      t.answers(second, 401, [asks()]);
      t.passes(10);
      const both = [proxyCredentials({ params: { nc: SECOND } }), forPublish()];
      grants(t, next(t, second, { add: both }), 'e1');
    },
    'has a user who gives up, and publishes something else later': (t) => {
      t.answers(t.publishes(), 401, [asks()]);
      t.passes(60_000);
      const other = t.publishes({ body: CHANGED });
      t.answers(other, 401, [asks({ nonce: 'n2' })]);
      t.passes(4_000);
      grants(t, next(t, other, { body: CHANGED, add: [forPublish({ nonce: 'n2' })] }), 'e1');
    },
    'knows MD5 only': (t) => {
      const first = t.publishes();
      t.answers(first, 401, [asks({ algorithm: 'SHA-256', nonce: 'n2' }), asks()]);
      t.passes(4);
      grants(t, next(t, first, { add: [forPublish()] }), 'e1');
    },
    'knows one of two realms': (t) => {
      const first = t.publishes();
      t.answers(first, 401, [asks({ realm: 'other.example', nonce: 'o1' }), asks()]);
      t.passes(4);
      grants(t, next(t, first, { add: [forPublish()] }), 'e1');
    },
    'is asked without qop': (t) => {
      const first = t.publishes();
      t.answers(first, 401, [asks({ qop: undefined })]);
      t.passes(10);
      grants(t, next(t, first, { add: [forPublish(plain)] }), 'e1');
      t.passes(4_000);
      const fetch = t.subscribes({ add: [forSubscribe(plain)] });
      accepts(t, fetch);
      t.acknowledges(tells(t, fetch));
    },
    'uses the next nonce': (t) => {
      const first = t.publishes();
      t.answers(first, 401, [asks()]);
      t.passes(10);
      const rows = [
        row('Authentication-Info', 'nextnonce="n2", qop=auth, nc=00000001, cnonce="c1"'),
        row('SIP-ETag', 'e1'),
      ];
      t.answers(next(t, first, { add: [forPublish()] }), 200, rows);
      t.passes(3_000);
      grants(t, updates(t, 'e1', { body: CHANGED, add: [forPublish({ nonce: 'n2' })] }), 'e2');
    },
    'is challenged within its subscription': (t) => {
      const fetch = t.subscribes();
      accepts(t, fetch);
      t.acknowledges(tells(t, fetch, { state: live }));
      t.passes(100);
      const inside = { requestUri: 'sip:192.0.2.1:5060', set: [row('To', '<sip:alice@example.com>;tag=esc-1')] };
      const end = next(t, fetch, inside);
      t.answers(end, 401, [asks()]);
      t.passes(10);
      const digest = credentials({ method: 'SUBSCRIBE', params: { uri: 'sip:192.0.2.1:5060' } });
      t.answers(next(t, end, { add: [digest] }));
      t.acknowledges(tells(t, fetch, { cseq: 2 }));
    },
  }),
);
