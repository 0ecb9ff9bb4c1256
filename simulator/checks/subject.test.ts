import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Settings } from '../settings/settings';
import { registerBytes, SETTINGS_DOCUMENT } from '../sip/message.fixture';
import type { Sighting } from './sighting';
import { Conversations } from './subject';
import { CLIENT, type ContextChanges, context, messageEvent, TraceBuilder } from './trace.fixture';

const settings: Settings = { isb: true, ipmb: false, vis: true, dms: false, chs: true };
const fixed = (name: string, value: string) => [name, value] as const;

/** What the trace of a builder gives to judge. */
function allSightings(build: (trace: TraceBuilder) => void, changes: ContextChanges = {}): readonly Sighting[] {
  const trace = new TraceBuilder();
  build(trace);
  const conversations = new Conversations(context(changes));
  return trace.events.flatMap((event) => conversations.see(event).sightings);
}

/** What of it is about the settings. */
function sightings(build: (trace: TraceBuilder) => void, changes: ContextChanges = {}): readonly Sighting[] {
  return allSightings(build, changes).filter(({ subject }) => !['register', 'other-request'].includes(subject.kind));
}

const kinds = (build: (trace: TraceBuilder) => void, changes?: ContextChanges) =>
  sightings(build, changes).map(({ subject }) => subject.kind);

describe('which requests are about the settings', () => {
  const event = (value: string) => ({ set: [fixed('Event', value)] });
  const pidf = { set: [fixed('Content-Type', 'application/pidf+xml')], body: '<presence/>' };
  const foreign = (value: string) => ({ body: pidf.body, set: [...pidf.set, fixed('Event', value)] });

  for (const value of [
    'service-settings',
    'Service-Settings',
    'service-settings.winfo',
    '"service-settings"',
    'presence, service-settings',
    'presence service-settings',
    '@',
  ]) {
    it(`a PUBLISH and a SUBSCRIBE with Event: ${value}`, () => {
      assert.deepEqual(
        kinds((trace) => trace.publishes(foreign(value))),
        ['settings-publish'],
      );
      assert.deepEqual(
        kinds((trace) => trace.subscribes(event(value))),
        ['settings-subscribe'],
      );
    });
  }

  it('a PUBLISH and a SUBSCRIBE without Event', () => {
    assert.deepEqual(
      kinds((trace) => trace.publishes({ ...pidf, without: ['Event'] })),
      ['settings-publish'],
    );
    assert.deepEqual(
      kinds((trace) => trace.subscribes({ without: ['Event'] })),
      ['settings-subscribe'],
    );
  });

  for (const value of ['presence', 'presence.winfo', 'reg', 'presence;id=', 'poc-settings']) {
    it(`no PUBLISH with Event: ${value} and a foreign body`, () => {
      assert.deepEqual(
        kinds((trace) => trace.publishes(foreign(value))),
        [],
      );
    });
  }

  it('a PUBLISH for another package with a settings document, by media type or by root', () => {
    assert.deepEqual(
      kinds((trace) => trace.publishes(event('presence'))),
      ['settings-publish'],
    );
    const byRoot = { set: [fixed('Event', 'presence'), fixed('Content-Type', 'text/xml')] };
    assert.deepEqual(
      kinds((trace) => trace.publishes(byRoot)),
      ['settings-publish'],
    );
  });

  it('a PUBLISH for another package that renews a publication of the settings', () => {
    const found = kinds((trace) => {
      trace.answers(trace.publishes(), 200, [fixed('SIP-ETag', 'tag-1')]);
      trace.publishes({
        body: '',
        without: ['Content-Type'],
        set: [fixed('Event', 'presence'), fixed('SIP-If-Match', 'tag-1')],
      });
      trace.publishes({
        body: '',
        without: ['Content-Type'],
        set: [fixed('Event', 'presence'), fixed('SIP-If-Match', 'tag-2')],
      });
    });
    assert.deepEqual(found, ['settings-publish', 'settings-publish']);
  });

  it('a SUBSCRIBE for the packages that are taken for ours, or misspelt, at once; no other', () => {
    for (const value of ['poc-settings', 'im-settings', 'service_settings', 'service-setting', 'servicesetings']) {
      assert.deepEqual(
        kinds((trace) => trace.subscribes(event(value))),
        ['settings-subscribe'],
      );
    }
    for (const value of ['presence', 'reg', 'message-summary']) {
      assert.deepEqual(
        kinds((trace) => trace.subscribes(event(value))),
        [],
      );
    }
  });

  it('a SUBSCRIBE in a dialog, by a To tag that our 2xx or our NOTIFY told', () => {
    const inDialog = (to: string) => ({
      set: [fixed('Call-ID', 'd'), fixed('To', `<sip:alice@example.com>;tag=${to}`)],
    });
    const initial = { set: [fixed('Call-ID', 'd')] };
    const byResponse = sightings((trace) => {
      trace.answers(trace.subscribes(initial), 202, [fixed('To', '<sip:alice@example.com>;tag=n1')]);
      trace.subscribes(inDialog('n1'));
    });
    const byNotify = sightings((trace) => {
      trace.notifies(trace.subscribes(initial), { set: [fixed('From', '<sip:alice@example.com>;tag=n1')] });
      trace.subscribes(inDialog('n1'));
    });
    for (const seen of [byResponse, byNotify]) {
      assert.equal(seen[1]?.subject.kind, 'settings-subscribe-in-dialog');
      assert.equal(seen[1]?.subject.hasStrayToTag, undefined);
    }
  });

  it('a SUBSCRIBE with a To tag of no dialog, as an initial one', () => {
    const set = [fixed('To', '<sip:alice@example.com>;tag=n1')];
    const strayIn = (build: (trace: TraceBuilder) => void, changes?: ContextChanges) =>
      sightings(build, changes).map(({ subject }) => [subject.kind, subject.hasStrayToTag ?? false]);
    const refused = (trace: TraceBuilder) => {
      trace.answers(trace.subscribes({ set: [fixed('Call-ID', 'd')] }), 401, set);
      trace.subscribes({ set: [fixed('Call-ID', 'd'), fixed('CSeq', '7 SUBSCRIBE'), ...set] });
    };
    assert.deepEqual(
      strayIn((trace) => trace.subscribes({ set })),
      [['settings-subscribe', true]],
    );
    assert.deepEqual(strayIn(refused)[1], ['settings-subscribe', true]);
    assert.deepEqual(
      strayIn((trace) => trace.publishes({ set })),
      [['settings-publish', true]],
    );
    // Whoever only listens may have missed the beginning; but a request inside a dialog goes to the remote target.
    const passive = (requestUri: string) =>
      strayIn((trace) => trace.subscribes({ set, requestUri }), { nextHop: undefined });
    assert.deepEqual(passive('sip:192.0.2.1:5060'), [['settings-subscribe-in-dialog', false]]);
    assert.deepEqual(passive('sip:alice@example.com'), [['settings-subscribe', true]]);
  });

  it('a PUBLISH inside a dialog has its To tag rightly', () => {
    const set = [fixed('Call-ID', 'd'), fixed('To', '<sip:alice@example.com>;tag=n1')];
    const [, seen] = sightings((trace) => {
      trace.answers(trace.subscribes({ set: [fixed('Call-ID', 'd')] }), 200, [set[1] as readonly [string, string]]);
      trace.publishes({ set });
    });
    assert.equal(seen?.subject.hasStrayToTag, undefined);
  });

  it('an ACK conveys nothing, whatever it holds', () => {
    assert.deepEqual(
      kinds((trace) => trace.publishes({ method: 'ACK' })),
      [],
    );
  });

  for (const method of ['MESSAGE', 'INFO', 'REGISTER', 'OPTIONS', 'PUT', 'Publish']) {
    it(`settings conveyed by ${method}`, () => {
      assert.deepEqual(
        kinds((trace) => trace.publishes({ method })),
        ['publish-by-other-means'],
      );
    });
  }

  it('settings conveyed by MESSAGE, told by the root only', () => {
    const changes = { method: 'MESSAGE', without: ['Event'], set: [fixed('Content-Type', 'text/plain')] };
    assert.deepEqual(
      kinds((trace) => trace.publishes(changes)),
      ['publish-by-other-means'],
    );
    assert.deepEqual(
      kinds((trace) => trace.publishes({ ...changes, body: 'I love poc-settings' })),
      [],
    );
  });

  for (const method of ['OPTIONS', 'MESSAGE', 'GET', 'INFO', 'Subscribe']) {
    it(`settings asked for by ${method}`, () => {
      assert.deepEqual(
        kinds((trace) => trace.subscribes({ method })),
        ['retrieve-by-other-means'],
      );
    });
  }

  it('no NOTIFY or REGISTER of the client, and no OPTIONS without the package', () => {
    for (const method of ['NOTIFY', 'REGISTER'])
      assert.deepEqual(
        kinds((trace) => trace.subscribes({ method })),
        [],
      );
    assert.deepEqual(
      kinds((trace) => trace.publishes({ method: 'NOTIFY' })),
      [],
    );
    assert.deepEqual(
      kinds((trace) => trace.subscribes({ method: 'OPTIONS', without: ['Event'] })),
      [],
    );
    assert.deepEqual(
      kinds((trace) => trace.subscribes({ method: 'OPTIONS', ...event('presence') })),
      [],
    );
  });

  it('nothing that the simulator sends', () => {
    const found = kinds((trace) => {
      const request = trace.publishes();
      trace.gets(request.bytes);
    });
    assert.deepEqual(found, ['settings-publish']);
  });

  it('a PUBLISH that brings nothing, during a retrieval: another method to retrieve', () => {
    const empty = { body: '', without: ['Content-Type'] };
    const during = (changes: Parameters<TraceBuilder['publishes']>[0]) =>
      kinds((trace) => {
        trace.starts('retrieve');
        trace.publishes(changes);
      });
    assert.deepEqual(during(empty), ['retrieve-by-other-means']);
    assert.deepEqual(during({ ...empty, set: [fixed('SIP-If-Match', 'a')] }), ['settings-publish']);
    assert.deepEqual(during({}), ['settings-publish']);
    assert.deepEqual(
      kinds((trace) => trace.publishes(empty)),
      ['settings-publish'],
    );
  });
});

describe('requests for other packages during a stimulus', () => {
  const presence = { set: [fixed('Event', 'presence')] };
  const found = (build: (trace: TraceBuilder) => void) =>
    sightings(build).map(({ subject, stimulus }) => [subject.event.frame, stimulus]);

  it('are judged as the attempt when nothing better came', () => {
    const seen = found((trace) => {
      trace.starts('retrieve');
      trace.subscribes(presence);
      trace.ends();
    });
    assert.deepEqual(seen, [[1, 1]]);
  });

  it('are dropped when a proper request came, before or after', () => {
    for (const order of [
      [presence, {}],
      [{}, presence],
    ]) {
      const seen = found((trace) => {
        trace.starts('retrieve');
        for (const changes of order) trace.subscribes(changes);
        trace.ends();
      });
      assert.equal(seen.length, 1);
    }
  });

  it('count for the operation that asks for their method only', () => {
    const pidf = {
      body: '<presence/>',
      set: [fixed('Event', 'presence'), fixed('Content-Type', 'application/pidf+xml')],
    };
    const during = (operation: 'publish' | 'refresh' | 'retrieve' | 'register') =>
      found((trace) => {
        trace.starts(operation);
        trace.publishes(pidf);
        trace.ends();
      }).length;
    assert.deepEqual([during('publish'), during('refresh'), during('retrieve'), during('register')], [1, 1, 0, 0]);
  });

  it('are never a PUBLISH for such a package either', () => {
    const seen = found((trace) => {
      trace.starts('publish');
      trace.publishes({ body: '<x/>', set: [fixed('Event', 'reg'), fixed('Content-Type', 'text/xml')] });
      trace.ends();
    });
    assert.deepEqual(seen, []);
  });

  it('are never what phones subscribe to by themselves', () => {
    for (const value of ['reg', 'message-summary']) {
      const seen = found((trace) => {
        trace.starts('retrieve');
        trace.subscribes({ set: [fixed('Event', value)] });
        trace.ends();
      });
      assert.deepEqual(seen, []);
    }
  });
});

describe('once per transaction', () => {
  it('drops copies, those with other octets too', () => {
    const found = kinds((trace) => {
      const first = trace.publishes();
      trace.sends(first.bytes);
      trace.sends(Buffer.from(first.bytes.toString('latin1').replace('Event: ', 'Event:'), 'latin1'));
    });
    assert.equal(found.length, 1);
  });

  it('drops copies without the cookie (RFC 2543)', () => {
    const tag = fixed('From', '<sip:alice@example.com>;tag=4fa3c2d19b');
    const set = [fixed('Via', 'SIP/2.0/UDP 192.0.2.10'), fixed('Call-ID', 'x'), tag];
    const found = kinds((trace) => {
      trace.publishes({ set: [...set, fixed('CSeq', '1 PUBLISH')] });
      trace.publishes({ set: [...set, fixed('CSeq', '1 PUBLISH')] });
      trace.publishes({ set: [...set, fixed('CSeq', '2 PUBLISH')] });
    });
    assert.equal(found.length, 2);
  });

  it('judges another request with the same branch, and tells of the reuse', () => {
    const via = fixed('Via', 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKsame');
    const [first, second] = sightings((trace) => {
      trace.publishes({ set: [via] });
      trace.publishes({ set: [via] });
    });
    assert.equal(first?.subject.reusesBranchOf, undefined);
    assert.equal(second?.subject.reusesBranchOf, 1);
  });

  it('judges the repeat after a refusal, and knows the refusal', () => {
    const cseq = (number: number) => ({ set: [fixed('Call-ID', 'c'), fixed('CSeq', `${number} PUBLISH`)] });
    for (const status of [401, 407, 412, 423]) {
      const seen = sightings((trace) => {
        const first = trace.publishes(cseq(1));
        trace.answers(first, status);
        trace.answers(first, status);
        const second = trace.publishes(cseq(2));
        trace.answers(second, status);
        trace.answers(trace.publishes(cseq(3)), 200);
        trace.publishes(cseq(4));
      });
      const after = seen.map(({ subject }) => subject.after && [subject.after.status, subject.after.times]);
      assert.deepEqual(after, [undefined, [status, 1], [status, 2], undefined]);
    }
  });

  it('takes no request with a lower CSeq for a repeat', () => {
    const set = (number: number) => ({ set: [fixed('Call-ID', 'c'), fixed('CSeq', `${number} PUBLISH`)] });
    const [, late] = sightings((trace) => {
      trace.answers(trace.publishes(set(5)), 401);
      trace.publishes(set(4));
    });
    assert.equal(late?.subject.after, undefined);
  });

  it('takes no other Call-ID and no other refusal for a repeat', () => {
    const [, other] = sightings((trace) => {
      trace.answers(trace.publishes(), 401);
      trace.publishes();
    });
    assert.equal(other?.subject.after, undefined);
    const set = (number: number) => ({ set: [fixed('Call-ID', 'c'), fixed('CSeq', `${number} PUBLISH`)] });
    const [, again] = sightings((trace) => {
      trace.answers(trace.publishes(set(1)), 500);
      trace.publishes(set(2));
    });
    assert.equal(again?.subject.after, undefined);
  });
});

describe('the stimulus of a request', () => {
  const told = (build: (trace: TraceBuilder) => void) => sightings(build).map(({ subject }) => subject.stimulus);
  const published = (trace: TraceBuilder, outcome: 'done' | 'silent', status: number) => {
    trace.starts('publish', settings);
    trace.answers(trace.publishes(), status);
    trace.ends(outcome);
    trace.starts('refresh', undefined, 2);
    trace.publishes();
  };

  it('is the one that runs, with its instruction', () => {
    const seen = told((trace) => {
      trace.publishes();
      trace.starts('publish', settings);
      trace.publishes();
      trace.ends();
      trace.publishes();
    });
    assert.deepEqual(seen, [undefined, { operation: 'publish', settings }, undefined]);
  });

  it('of a refresh is told what was published and confirmed last', () => {
    assert.deepEqual(told((trace) => published(trace, 'done', 200)).at(1), { operation: 'refresh', settings });
    assert.deepEqual(told((trace) => published(trace, 'silent', 200)).at(1), { operation: 'refresh' });
    assert.deepEqual(told((trace) => published(trace, 'done', 500)).at(1), { operation: 'refresh' });
  });
});

describe('whose a request is', () => {
  const unnamed = {
    requestUri: 'sip:bob@example.com',
    set: [fixed('From', '<sip:bob@example.com>;tag=1'), fixed('To', '<sip:bob@example.com>')],
  };
  const elsewhere = { remote: { host: '192.0.2.99', port: 5060 } };

  it('that of the client under test, whatever From says', () => {
    const [seen] = sightings((trace) => trace.publishes({ set: [fixed('From', '<sip:bob@example.com>;tag=1')] }));
    assert.equal(seen?.imAddress, 'sip:alice@example.com');
  });

  it('somebody else, also while the client is asked to act: another user everywhere, from an unknown source', () => {
    const isBeside = (outcome: 'done' | 'failed', own: boolean) =>
      sightings((trace) => {
        trace.starts('publish');
        trace.publishes(unnamed, elsewhere);
        if (own) trace.publishes();
        trace.ends(outcome);
      }).map(({ subject }) => subject.message.start.requestUri);
    assert.deepEqual(isBeside('done', true), ['sip:alice@example.com']);
    assert.deepEqual(isBeside('failed', false), []);
    assert.deepEqual(
      isBeside('done', false),
      ['sip:bob@example.com'],
      'the client says that it acted, and nothing else came',
    );
  });

  it('somebody else: names another user everywhere, outside a stimulus, from an unknown source', () => {
    const conversations = new Conversations(context());
    const trace = new TraceBuilder();
    const seen = conversations.see(trace.publishes(unnamed, elsewhere));
    assert.deepEqual(seen, { sightings: [], stranger: { source: elsewhere.remote, frame: 1 } });
  });

  it('not somebody else: from a source that named the address, or by an alias', () => {
    const count = (build: (trace: TraceBuilder) => void, changes?: ContextChanges) => sightings(build, changes).length;
    assert.equal(
      count((trace) => {
        trace.sends(registerBytes(), elsewhere);
        trace.publishes(unnamed, elsewhere);
      }),
      1,
    );
    assert.equal(
      count((trace) => trace.publishes(unnamed), { imAddressAliases: ['sip:bob@example.com'] }),
      1,
    );
  });

  it('without a configured address: told by From, one client for all spellings of the host', () => {
    const from = (uri: string) => ({ set: [fixed('From', `<${uri}>;tag=1`)] });
    const seen = sightings(
      (trace) => {
        trace.publishes(from('sip:alice@example.com'));
        trace.publishes(from('sip:alice@EXAMPLE.com'));
        trace.publishes(from('sip:bob@example.com'));
        trace.publishes({ without: ['From'], requestUri: 'sip:carol@example.com' });
      },
      { imAddress: undefined },
    );
    assert.deepEqual(
      seen.map(({ imAddress }) => imAddress),
      ['sip:alice@example.com', 'sip:alice@EXAMPLE.com', 'sip:bob@example.com', 'sip:carol@example.com'],
    );
    assert.equal(new Set(seen.map(({ client }) => client)).size, 3);
  });
});

describe('the registration of a request', () => {
  const unknown = { imAddress: undefined };
  const registers = (
    trace: TraceBuilder,
    aor: string,
    extra: readonly (readonly [string, string])[] = [],
    changes = {},
  ) => {
    const id = `reg-${aor}-${trace.events.length}`;
    const set = [
      fixed('To', `<${aor}>`),
      fixed('From', `<${aor}>;tag=1`),
      fixed('Call-ID', id),
      fixed('Via', `SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK${id.replace(/\W/g, '')}`),
    ];
    const request = trace.sends(registerBytes({ set, ...changes }));
    trace.answers(request, 200, [fixed('Contact', '<sip:a@192.0.2.10>'), ...extra]);
  };

  it('tells the IM Address and its aliases where nobody configured one', () => {
    const [seen] = sightings((trace) => {
      registers(trace, 'sip:alice@example.com', [
        fixed('P-Associated-URI', '<sip:alice@example.com>, <tel:+12015550123>'),
      ]);
      trace.publishes();
    }, unknown);
    assert.deepEqual(seen?.subject.learned, {
      uri: 'sip:alice@example.com',
      aliases: ['sip:alice@example.com', 'tel:+12015550123'],
    });
  });

  it('is found by From, by Request-URI, and by source only if one user registered there', () => {
    const other = { requestUri: 'sip:x@example.com', set: [fixed('From', '<sip:y@example.com>;tag=1')] };
    const learned = (aors: readonly string[]) =>
      sightings((trace) => {
        for (const aor of aors) registers(trace, aor);
        trace.publishes(other);
      }, unknown)[0]?.subject.learned?.uri;
    assert.equal(learned(['sip:y@example.com', 'sip:z@example.com']), 'sip:y@example.com');
    assert.equal(learned(['sip:x@example.com', 'sip:z@example.com']), 'sip:x@example.com');
    assert.equal(learned(['sip:z@example.com']), 'sip:z@example.com');
    assert.equal(learned(['sip:z@example.com', 'sip:q@example.com']), undefined);
    assert.equal(learned([]), undefined);
  });

  it('has the Service-Route and the associated URIs of the last 200', () => {
    const ims = { pics: { sip_ip_core: 'ims' as const } };
    const [seen] = sightings((trace) => {
      registers(trace, 'sip:alice@example.com', [fixed('Service-Route', '<sip:old@x;lr>')]);
      registers(trace, 'sip:alice@example.com', [
        fixed('Service-Route', '<sip:a.example.com;lr>, <sip:b.example.com;lr>'),
      ]);
      trace.publishes();
    }, ims);
    assert.deepEqual(seen?.subject.registration, {
      aor: 'sip:alice@example.com',
      serviceRoute: ['sip:a.example.com;lr', 'sip:b.example.com;lr'],
      formerServiceRoutes: [['sip:old@x;lr']],
      associatedUris: [],
    });
  });

  it('has the former Service-Routes, the latest first, without those that are told once more', () => {
    const ims = { pics: { sip_ip_core: 'ims' as const } };
    const former = (...names: readonly string[]) =>
      sightings((trace) => {
        for (const name of names)
          registers(trace, 'sip:alice@example.com', [fixed('Service-Route', `<sip:${name};lr>`)]);
        trace.publishes();
      }, ims)[0]?.subject.registration?.formerServiceRoutes?.flat();
    assert.equal(former('a', 'a'), undefined);
    assert.deepEqual(former('a', 'b', 'c'), ['sip:b;lr', 'sip:a;lr']);
    assert.deepEqual(former('a', 'b', 'a'), ['sip:b;lr']);
    assert.deepEqual(former('a', 'b', 'c', 'd', 'e'), ['sip:d;lr', 'sip:c;lr', 'sip:b;lr']);
  });

  it('is known outside an IMS core where it came with a Service-Route, and is none of another client', () => {
    const seen = (user: string, rows: Parameters<typeof registers>[2]) =>
      sightings((trace) => {
        registers(trace, user, rows);
        trace.publishes();
      })[0]?.subject.registration?.serviceRoute;
    const route = [fixed('Service-Route', '<sip:a;lr>')];
    assert.deepEqual(seen('sip:alice@example.com', route), ['sip:a;lr']);
    assert.equal(seen('sip:alice@example.com', []), undefined);
  });

  it('ends when the bindings are removed', () => {
    const [seen] = sightings(
      (trace) => {
        registers(trace, 'sip:alice@example.com');
        const request = trace.sends(
          registerBytes({ set: [fixed('Call-ID', 'off'), fixed('Contact', '*'), fixed('Expires', '0')] }),
        );
        trace.answers(request);
        trace.publishes();
      },
      { pics: { sip_ip_core: 'ims' } },
    );
    assert.equal(seen?.subject.registration, undefined);
  });
});

describe('the body of a subject', () => {
  it('is read once, with its place in the message', () => {
    const event = messageEvent(new TraceBuilder().publishes().bytes, { remote: CLIENT });
    const [seen] = new Conversations(context()).see(event).sightings;
    assert.equal(seen?.subject.body?.start, event.bytes.indexOf('<?xml'));
    assert.equal(seen?.subject.body?.mediaType, 'application/poc-settings+xml');
    assert.ok(seen?.subject.body?.document.ok);
    assert.equal(SETTINGS_DOCUMENT.length, event.bytes.length - event.bytes.indexOf('<?xml'));
  });
});

describe('requests that are about something else', () => {
  const everything = (build: (trace: TraceBuilder) => void, changes?: ContextChanges) =>
    allSightings(build, changes).map(({ subject, client }) => [subject.kind, client]);

  it('are looked at as well, once, and belong to the client that was seen at their address', () => {
    const from = [fixed('From', '<sip:other@example.com>;tag=1'), fixed('CSeq', '9 OPTIONS')];
    const options = registerBytes({ method: 'OPTIONS', set: from });
    const found = everything(
      (trace) => {
        trace.registers();
        trace.sends(options);
        trace.sends(options);
        trace.publishes({ set: [fixed('Event', 'presence'), fixed('Content-Type', 'a/b')], body: 'x' });
      },
      { imAddress: undefined },
    );
    assert.deepEqual(found, [
      ['register', 'sip:alice@example.com'],
      ['other-request', 'sip:alice@example.com'],
      ['other-request', 'sip:alice@example.com'],
    ]);
  });

  it('belong to one client however its address is escaped', () => {
    const found = everything(
      (trace) => {
        trace.publishes();
        trace.subscribes({ set: [fixed('From', '<sip:%61lice@EXAMPLE.com>;tag=1')] });
        trace.subscribes({ set: [fixed('From', '<sip:a%40lice@example.com>;tag=1')] });
      },
      { imAddress: undefined },
    );
    const alice = 'sip:alice@example.com';
    assert.deepEqual(
      found.map(([, client]) => client),
      [alice, alice, 'sip:a%40lice@example.com'],
    );
  });

  it('are left alone when they come from where no client was seen', () => {
    const elsewhere = { remote: { host: '192.0.2.77', port: 5060 } };
    const found = everything(
      (trace) => {
        trace.registers();
        trace.sends(registerBytes({ method: 'OPTIONS' }), elsewhere);
      },
      { imAddress: undefined },
    );
    assert.deepEqual(found, [['register', 'sip:alice@example.com']]);
  });

  it('are left alone when they come from a source that never named the IM Address', () => {
    const unknown = { remote: { host: '192.0.2.77', port: 5060 } };
    const bob = [fixed('From', '<sip:bob@example.com>;tag=1'), fixed('To', '<sip:bob@example.com>')];
    const options = registerBytes({ method: 'OPTIONS', set: bob });
    assert.deepEqual(
      everything((trace) => trace.sends(options, unknown)),
      [],
    );
  });
});

describe('responses of the client', () => {
  it('are looked at once each, those to a NOTIFY of the settings as part of the retrieval', () => {
    const trace = new TraceBuilder();
    const notify = trace.notifies(trace.subscribes());
    trace.acknowledges(notify);
    trace.acknowledges(notify);
    const conversations = new Conversations(context());
    const answers = trace.events.map((event) => conversations.see(event).answer?.answer);
    assert.deepEqual(
      answers.map((answer) => [answer?.method, answer?.procedure]),
      [
        [undefined, undefined],
        [undefined, undefined],
        ['NOTIFY', 'retrieve'],
        [undefined, undefined],
      ],
    );
  });
});
