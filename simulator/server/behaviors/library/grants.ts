import type { Edits } from '../edits';
import type { Row } from '../wire';
import { entry, firstPublication, type LibraryEntry, normal, registration, retrieval, script } from './entry';

const anyPublication = { method: 'PUBLISH', asksForEnd: false } as const;

/** A client that asked for less than it is granted is wronged on purpose. */
function changed(edits: Edits) {
  return { answers: [normal({ edits, ...(edits.grant !== undefined && { breaks: ['lifetime' as const] }) })] };
}

/** Lifetimes. A shorter one than the client asked for is the server's right; one that was not asked for is its choice. */
const lifetimes: readonly LibraryEntry[] = [
  ...[
    [30, ['RFC3903-4.2-5', 'RFC3903-4.3-1', 'RFC3903-4.3-2', 'RFC3903-4.3-3', 'RFC3903-4.3-4']],
    [20, ['RFC3903-4.2-5', 'RFC3903-4.3-1']],
    [600, ['RFC3903-4.2-5']],
    [3_600, ['RFC3903-4.2-2']],
    [4_294_967_295, ['RFC3903-4.2-5']],
  ].map(([seconds, provokes]) => grants('publications', anyPublication, Number(seconds), provokes as string[])),
  script(
    'grants publications 20, then 600, then 4294967295 s',
    ['RFC3903-4.2-5'],
    [
      { on: { ...anyPublication, nth: 1 }, do: changed({ grant: 20 }) },
      { on: { ...anyPublication, nth: 2 }, do: changed({ grant: 600 }) },
      { on: { ...anyPublication, fromNth: 3 }, times: 'always', do: changed({ grant: 4_294_967_295 }) },
    ],
  ),
  grants('registrations', registration.on, 60, ['RFC3261-10.2.4-1']),
  grants('registrations', registration.on, 120, ['TS24229-5.1.1.4-1']),
  grants('subscriptions', { ...retrieval.on, asksForEnd: false }, 60, ['RFC6665-4.1.3-16']),
];

function grants(what: string, on: LibraryEntry['script'][number]['on'], seconds: number, provokes: readonly string[]) {
  return entry(`grants ${what} ${seconds} s`, provokes, on, changed({ grant: seconds }), 'always');
}

/** Statuses of success that are rare, and success that lacks something. */
const successes: readonly LibraryEntry[] = [
  entry('answers a first publication with 299', ['RFC3261-8.1.3.2-1'], firstPublication.on, changed({ status: 299 })),
  entry('answers a retrieval with 202', ['RFC6665-8.3.1-1'], retrieval.on, changed({ status: 202 })),
  entry('gives a first publication no entity-tag', [], firstPublication.on, {
    answers: [normal({ edits: { remove: ['SIP-ETag'] }, breaks: ['sip-etag'] })],
  }),
  entry(
    'gives publications a Record-Route',
    ['RFC3903-4-2'],
    anyPublication,
    changed({ add: [['Record-Route', '<sip:rr.example.com;lr>']] }),
    'always',
  ),
  script(
    'writes compact header names',
    ['RFC3261-7.3.3-1'],
    [
      { on: { method: ['REGISTER', 'PUBLISH'] }, times: 'always', do: changed({ names: 'compact' }) },
      {
        on: retrieval.on,
        times: 'always',
        do: { ...changed({ names: 'mixed' }), notify: [{ edits: { names: 'mixed' } }] },
      },
    ],
  ),
];

/** Entity-tags: every token character in both cases, one octet, 200 octets; then again with a number. */
const tags = ["Aa1-.!%*_+`'~", 'Z', `long-${'Xx0'.repeat(65)}`];
const entityTags: readonly LibraryEntry[] = [
  script(
    'gives unusual entity-tags',
    ['RFC3903-4.1-2', 'RFC3903-4.1-3', 'RFC3903-12-1', 'RFC3903-4.3-4', 'RFC3903-4.4-3'],
    [
      ...tags.map((entityTag, index) => ({
        on: { method: 'PUBLISH', nth: index + 1 },
        do: { entityTag, answers: [normal()] },
      })),
      { on: { method: 'PUBLISH' }, times: 'always', do: { entityTag: "Zz9-.!%*_+`'~{count}", answers: [normal()] } },
    ],
  ),
];

const noRoutes = { remove: ['Service-Route'] };
const routes: readonly Row[] = [
  ['Service-Route', '<sip:first.{realm};lr>'],
  ['Service-Route', '<sip:orig@second.{realm};lr;x-mark=1>, <sip:third.{realm}:5070;lr>'],
];
const otherRoutes: readonly Row[] = [['Service-Route', '<sip:newest.{realm};lr>']];

/** For a client that offers keep-alives (RFC 5626 §4.4, RFC 6223 §4.4). */
const flowTimer: Edits = { add: [['Flow-Timer', '30']], via: { keep: 30 } };

/** What a registrar, and an IMS core behind it, says in its 200. */
const registrations: readonly LibraryEntry[] = [
  entry('asks for keep-alives every 30 s', ['RFC5626-4.4-1'], registration.on, changed(flowTimer), 'always'),
  entry(
    'asks for keep-alives every 30 s, and stops answering them after one',
    ['RFC5626-4.4-1', 'RFC5626-4.4.1-2'],
    registration.on,
    { ...changed(flowTimer), pongs: 1 },
  ),
  entry(
    'gives registrations three Service-Routes',
    ['TS24229-5.1.2A.1.1-1', 'RFC3608-6.1-1'],
    registration.on,
    changed({ ...noRoutes, add: routes }),
    'always',
  ),
  script(
    'changes the Service-Routes, and then leaves them out',
    ['TS24229-5.1.2A.1.1-1', 'RFC3608-6.1-2'],
    [
      { on: { ...registration.on, nth: 1 }, do: changed({ ...noRoutes, add: routes }) },
      { on: { ...registration.on, nth: 2 }, do: changed({ ...noRoutes, add: otherRoutes }) },
      { on: { ...registration.on, fromNth: 3 }, times: 'always', do: changed(noRoutes) },
    ],
  ),
  entry(
    'names another identity as the default one',
    ['TS24229-5.1.1.1A-1'],
    registration.on,
    changed({ set: [['P-Associated-URI', '<sip:default@{realm}>, <{im-address}>']] }),
    'always',
  ),
  entry(
    'leaves the registered identity out',
    ['TS24229-5.1.1.2-11'],
    registration.on,
    changed({ set: [['P-Associated-URI', '<sip:second-identity@{realm}>']] }),
    'always',
  ),
];

/** Success of another kind than usual. */
export const grantsOfAllKinds: readonly LibraryEntry[] = [...lifetimes, ...successes, ...entityTags, ...registrations];
