import { row } from '../checks/history.fixture';
import { asks } from '../checks/provoked/digest.fixture';
import { copies } from '../checks/provoked/play.fixture';
import type { TraceBuilder } from '../checks/trace.fixture';
import type { MessageEvent } from '../trace/event';
import {
  at,
  fetched,
  forRegister,
  grants,
  next,
  proxied,
  registered,
  retryAfter,
  testLegal,
} from './legal-reactions.fixture';

const contact = (device: number) => row('Contact', `<sip:alice@192.0.2.${device}:5060>;+g.oma.sip-im`);
const proxy = at(5_060, '192.0.2.99');

/** The same message once more, as a capture of several interfaces has it. */
function twice(t: TraceBuilder, { bytes, direction, remote, local }: MessageEvent): void {
  if (direction === 'in') t.sends(bytes, { remote, local });
  else t.gets(bytes, { remote, local });
}

testLegal('legal clients in odd captures', {
  'one that holds each datagram twice': (t) => {
    const first = t.registers();
    twice(t, first);
    t.passes(3);
    twice(t, t.answers(first, 401, [asks()]));
    t.passes(3);
    const second = next(t, first, { add: [forRegister()] });
    twice(t, second);
    t.passes(3);
    twice(t, t.answers(second));
    t.passes(1_000);
    const ignored = t.publishes();
    twice(t, ignored);
    for (const gap of [500, 1_000, 2_000, 4_000]) {
      copies(t, ignored, [gap]);
      twice(t, ignored);
    }
    t.passes(10);
    twice(t, grants(t, ignored, 'e1', 600));
  },
  'one that begins with presence, and shows its entity-tag in a response only': (t) => {
    const presence = {
      set: [row('Event', 'presence'), row('Content-Type', 'application/pidf+xml')],
      body: '<presence/>',
    };
    const first = t.publishes(presence);
    t.answers(first, 200, [row('SIP-ETag', 'p1')]);
    t.passes(500);
    registered(t);
    t.passes(500);
    grants(t, t.publishes(), 'e1');
    t.passes(1_000);
    t.answers(next(t, first, { ...presence, set: [...presence.set, row('SIP-If-Match', 'p1')] }), 412);
  },
  'one whose clock goes back': (t) => {
    registered(t);
    t.passes(20_000);
    const refused = t.publishes();
    t.passes(-5_000);
    t.answers(refused, 503, [retryAfter(2)]);
    t.passes(-1_000);
    grants(t, next(t, refused), 'e1');
    t.passes(-3_000);
    fetched(t);
  },
  'several devices that register behind a proxy at once': (t) => {
    const one = t.registers({ set: [...proxied(11), contact(11)] }, proxy);
    const other = t.registers({ set: [...proxied(12), contact(12)] }, proxy);
    t.passes(10);
    t.answers(one, 401, [asks()]);
    t.answers(other, 401, [asks({ nonce: 'n2' })]);
    t.passes(10);
    const again = next(t, one, { set: [...proxied(11), contact(11)], add: [forRegister()] });
    const otherAgain = next(t, other, { set: [...proxied(12), contact(12)], add: [forRegister({ nonce: 'n2' })] });
    t.passes(10);
    t.answers(again);
    t.answers(otherAgain);
  },
  'several users behind one NAT': (t) => {
    const user = (name: string, tag: string) => [
      row('From', `<sip:${name}@example.com>;tag=${tag}`),
      row('To', `<sip:${name}@example.com>`),
    ];
    const names = ['bob', 'carl', 'dora'];
    for (const [index, name] of names.entries()) {
      const set = [
        ...user(name, `r${index}ttzzuu`),
        row('Contact', `<sip:${name}@10.0.0.${index}:5060>;+g.oma.sip-im`),
      ];
      registered(t, { set }, at(1_024 + index));
      t.passes(5);
    }
    for (const [index, status] of [200, 403, 503].entries()) {
      const name = names[index] ?? '';
      const publish = t.publishes(
        { requestUri: `sip:${name}@example.com`, set: user(name, `p${index}kkllmm`) },
        at(1_024 + index),
      );
      t.passes(3);
      t.answers(publish, status, status === 503 ? [retryAfter(60)] : []);
    }
  },
  'a client with two Contacts, one of which it removes': (t) => {
    const both = '<sip:alice@192.0.2.10:5060>;+g.oma.sip-im, <sips:alice@192.0.2.10:5061>;+g.oma.sip-im;expires=600';
    const first = t.registers({ set: [row('Contact', both)] });
    t.answers(first, 200, [
      row('Contact', '<sip:alice@192.0.2.10:5060>;expires=3600, <sips:alice@192.0.2.10:5061>;expires=600'),
    ]);
    t.passes(300_000);
    const removal = next(t, first, {
      set: [row('Contact', '<sips:alice@192.0.2.10:5061>;expires=0')],
      without: ['Expires'],
    });
    t.answers(removal, 200, [row('Contact', '<sip:alice@192.0.2.10:5060>;expires=3300')]);
    t.passes(300);
    fetched(t);
  },
});
