import type { Match } from '../behavior';
import type { Row } from '../wire';
import {
  entry,
  firstPublication,
  type LibraryEntry,
  normal,
  registration,
  script,
  status,
  type Target,
  targets,
} from './entry';

/** What every challenge provokes. */
const answered = [
  'RFC3261-8.1.3.5-1',
  'RFC3261-8.1.3.5-2',
  'RFC3261-22.2-1',
  'RFC7616-3.4-1',
  'RFC7616-3.4-2',
  'RFC7616-3.4-3',
  'RFC7616-3.4-4',
  'RFC7616-3.4-5',
];
const forPublish = ['RFC3903-14.1-1'];

/** A challenge of Digest (RFC 7616 §3.3); `more` begins with a comma. */
function digest(algorithm: string, more = ', qop="auth"', realm = '{realm}'): string {
  return `Digest realm="${realm}", nonce="{token}"${more}, algorithm=${algorithm}`;
}

function asks(...challenges: readonly string[]): readonly Row[] {
  return challenges.map((value): Row => ['WWW-Authenticate', value]);
}

function asksForProxy(...challenges: readonly string[]): readonly Row[] {
  return challenges.map((value): Row => ['Proxy-Authenticate', value]);
}

const without = ({ on }: Target): Match => ({ ...on, hasCredentials: false });

/** The same challenges for all four requests. */
const usual: readonly LibraryEntry[] = targets.flatMap((target) => {
  const { name, method } = target;
  const provokes = method === 'PUBLISH' ? [...answered, ...forPublish] : answered;
  const cached = method === 'SUBSCRIBE' ? ['RFC6665-4.4.3-2'] : [];
  return [
    entry(`challenges ${name} with 401`, [...provokes, ...cached], without(target), {
      answers: [status(401, asks(digest('MD5')))],
    }),
    entry(`challenges ${name} with 401 and SHA-256`, provokes, without(target), {
      answers: [status(401, asks(digest('SHA-256')))],
    }),
    entry(`challenges ${name} with 407`, [...provokes, ...cached, 'RFC3261-22.3-1'], without(target), {
      answers: [status(407, asksForProxy(digest('MD5')))],
    }),
  ];
});

/** Forms of a challenge. The first request of whatever kind without credentials is asked. */
const anyone: Match = { method: ['REGISTER', 'PUBLISH', 'SUBSCRIBE'], asksForEnd: false, hasCredentials: false };
const forms: readonly LibraryEntry[] = [firstPublication, registration].flatMap((target) => {
  const challenge = (how: string, provokes: readonly string[], rows: readonly Row[]): LibraryEntry =>
    entry(`challenges ${target.name} ${how}`, provokes, without(target), { answers: [status(401, rows)] });
  const long = Buffer.from('a nonce of base64 that is longer than most, with all that base64 has: +/=~').toString(
    'base64',
  );
  return [
    challenge('with SHA-256 before MD5', ['RFC8760-2.4-1'], asks(digest('SHA-256'), digest('MD5'))),
    challenge('with an unknown algorithm before MD5', ['RFC8760-2.4-2'], asks(digest('FOO-999'), digest('MD5'))),
    challenge('with an unknown scheme before Digest', ['RFC8760-2.4-2'], asks('Foo token="abc"', digest('MD5'))),
    challenge('with Basic alone', ['RFC8760-2.6-1'], asks('Basic realm="{realm}"')),
    challenge('without qop', ['RFC7616-3.4-3'], asks(digest('MD5', ''))),
    challenge(
      'with auth and auth-int',
      ['RFC3261-22.4-2', 'RFC7616-3.4-3'],
      asks(digest('MD5', ', qop="auth,auth-int"')),
    ),
    challenge(
      'with opaque and a long nonce',
      ['RFC7616-3.4-4'],
      asks(
        `Digest realm="{realm}", nonce="{token}${long}", opaque="5ccc069c403ebaf9f0171e9517f40e41", qop="auth", algorithm=MD5`,
      ),
    ),
    challenge(
      'for two realms',
      ['RFC3261-22.3-2', 'RFC3261-22.4-3'],
      asks(digest('MD5'), digest('MD5', ', qop="auth"', 'other.example.com')),
    ),
    script(
      `challenges ${target.name} with 407 and then with 401`,
      ['RFC3261-22.3-2', 'RFC3261-22.4-3'],
      [
        {
          on: { ...target.on, hasProxyAuthorization: false },
          do: { answers: [status(407, asksForProxy(digest('MD5')))] },
        },
        { on: { ...target.on, hasAuthorization: false }, do: { answers: [status(401, asks(digest('MD5')))] } },
      ],
    ),
    entry(
      `challenges ${target.name} again and again`,
      ['RFC3261-22.1-1'],
      target.on,
      { answers: [status(401, asks(`${digest('MD5')}, stale=false`))] },
      'always',
    ),
  ];
});

/** What comes of nonces after the first challenge. */
const nonces: readonly LibraryEntry[] = [
  script(
    'challenges once and then calls the nonce stale',
    ['RFC7616-3.3-1'],
    [
      { on: { ...anyone, method: 'PUBLISH' }, do: { answers: [status(401, asks(digest('MD5')))] } },
      {
        on: { method: 'PUBLISH', hasCredentials: true, fromNth: 2 },
        do: { answers: [status(401, asks(`${digest('MD5')}, stale=true`))] },
      },
    ],
  ),
  script(
    'gives a next nonce with each answer to a publication',
    ['RFC7616-3.5-1'],
    [
      { on: { ...anyone, method: 'PUBLISH' }, do: { answers: [status(401, asks(digest('MD5')))] } },
      {
        on: { method: 'PUBLISH', hasCredentials: true },
        times: 'always',
        do: { answers: [normal({ edits: { add: [['Authentication-Info', 'nextnonce="{token}"']] } })] },
      },
    ],
  ),
  entry('challenges only the first request', ['RFC7616-3.4-2', 'RFC6665-4.4.3-2'], anyone, {
    answers: [status(401, asks(digest('MD5')))],
  }),
];

/** RAND and AUTN of 16 octets each, in base64 (RFC 3310 §3.2). */
const akaNonce = Buffer.from('0123456789abcdef0123456789ABCDEF').toString('base64');
const agreement: readonly Row[] = [
  ['Security-Server', 'ipsec-3gpp;q=0.2;alg=hmac-sha-1-96;spi-c=1111;spi-s=2222;port-c=5062;port-s=5064'],
  ['Security-Server', 'digest;q=0.1'],
];
const agreed = ['RFC3329-2.3.1-1', 'RFC3329-2.3.1-2', 'TS24229-5.1.1.5-1'];

/** An IMS core: authentication by AKA, agreement on security. */
const ims: readonly LibraryEntry[] = [
  entry('challenges a registration with AKAv1-MD5', ['TS24229-5.1.1.5-2'], without(registration), {
    answers: [status(401, asks(`Digest realm="{realm}", nonce="${akaNonce}", qop="auth", algorithm=AKAv1-MD5`))],
  }),
  entry(
    'challenges a registration and offers two security mechanisms',
    [...agreed, 'TS24229-5.1.1.5-2'],
    registration.on,
    {
      answers: [status(401, [...asks(digest('MD5')), ...agreement])],
    },
  ),
  ...[registration, firstPublication].map((target) =>
    entry(`refuses ${target.name} with 494`, ['RFC3329-2.3.1-1', 'RFC3329-2.3.1-2', 'RFC3329-2.3.1-4'], target.on, {
      answers: [
        status(494, [
          ['Security-Server', 'digest;q=0.2'],
          ['Security-Server', 'ipsec-3gpp;q=0.1;alg=hmac-sha-1-96;spi-c=1111;spi-s=2222;port-c=5062;port-s=5064'],
        ]),
      ],
    }),
  ),
];

/** Challenges: 401, 407 and 494. */
export const challenges: readonly LibraryEntry[] = [...usual, ...forms, ...nonces, ...ims];
