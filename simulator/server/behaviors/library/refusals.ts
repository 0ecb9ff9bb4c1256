import type { Row } from '../wire';
import {
  change,
  entry,
  firstPublication,
  type LibraryEntry,
  registration,
  retrieval,
  script,
  status,
  targets,
} from './entry';

/** Rows that a refusal carries for the client to go on with; the methods and packages are those of a server that serves something else. */
const companions: Readonly<Record<number, readonly Row[]>> = {
  405: [['Allow', 'OPTIONS, MESSAGE']],
  421: [['Require', 'sec-agree']],
  489: [['Allow-Events', 'presence, poc-settings']],
};

/** Refusals that say nothing of when to come back, and what they provoke. */
const plain: Readonly<Record<number, readonly string[]>> = {
  400: ['RFC3261-21.4-1'],
  403: ['RFC3261-21.4.4-1', 'TS24229-5.1.1.2-10'],
  404: ['RFC3261-21.4-1', 'RFC3261-21.4.5-1'],
  405: ['RFC3261-21.4-1'],
  408: ['RFC3261-8.1.3.1-1'],
  410: ['RFC3261-21.4-1'],
  413: ['RFC3261-21.4-1'],
  421: ['RFC3261-21.4-1'],
  480: ['RFC3261-21.4-1'],
  481: ['RFC3261-21.4-1'],
  488: ['RFC3261-21.4-1'],
  489: ['RFC3261-21.4-1', 'RFC3903-6-1'],
  498: ['RFC3261-8.1.3.2-1'],
  500: ['RFC3261-21.5.1-1', '6.1.1.1-MAY'],
  501: ['RFC3261-21.5.1-1'],
  503: ['RFC3261-21.5.4-2'],
  598: ['RFC3261-8.1.3.2-1'],
  600: ['RFC3261-21.6-1'],
  603: ['RFC3261-21.6-1'],
  604: ['RFC3261-21.6-1'],
  606: ['RFC3261-21.6-1'],
};

/** Retry-After in seconds, with what may stand beside it (RFC 3261 §20.33), and what it provokes. */
const later: Readonly<Record<number, readonly [value: string, ...provokes: string[]]>> = {
  404: ['30', 'RFC3261-20.33-1', 'RFC3261-21.4.5-1'],
  413: ['20', 'RFC3261-20.33-1'],
  480: ['20', 'RFC3261-20.33-1'],
  486: ['20', 'RFC3261-20.33-1'],
  500: ['20 (maintenance);duration=3600', 'RFC3261-20.33-1'],
  503: ['15', 'RFC3261-20.33-1', 'RFC3261-21.5.4-1', 'RFC3903-9-1'],
  600: ['20', 'RFC3261-20.33-1'],
  603: ['20', 'RFC3261-20.33-1'],
};

/** One refusal of each request with each status, bare and with Retry-After. */
const refused: readonly LibraryEntry[] = targets.flatMap((target) => [
  ...Object.entries(plain).map(([code, provokes]) => {
    const name = `refuses ${target.name} with ${code}`;
    return entry(name, provokes, target.on, { answers: [status(Number(code), companions[Number(code)])] });
  }),
  ...Object.entries(later).map(([code, [value, ...provokes]]) => {
    const name = `refuses ${target.name} with ${code} and Retry-After`;
    return entry(name, provokes, target.on, { answers: [status(Number(code), [['Retry-After', value]])] });
  }),
]);

/** Refusals that tell the client how to do better. */
const correctable: readonly LibraryEntry[] = [
  ...[firstPublication, change].map((target) =>
    entry(`refuses ${target.name} with 415`, ['RFC3261-8.1.3.5-2', 'RFC3261-8.1.3.5-3'], target.on, {
      answers: [status(415, [['Accept', 'application/im-settings+xml']])],
    }),
  ),
  // For a client whose IM Address is a tel URI; it may come back with a SIP URI.
  ...[firstPublication, retrieval].map((target) =>
    entry(
      `refuses ${target.name} for a tel URI with 416`,
      ['RFC3261-8.1.3.5-6'],
      { ...target.on, scheme: 'tel' },
      {
        answers: [status(416)],
      },
    ),
  ),
  ...targets.flatMap((target) =>
    ['pref', 'sec-agree'].map((tag) =>
      entry(
        `refuses ${target.name} with 420 for ${tag}`,
        ['RFC3261-8.1.3.5-4', ...(tag === 'pref' ? ['RFC3841-5-1'] : [])],
        target.on,
        { answers: [status(420, [['Unsupported', tag]])] },
      ),
    ),
  ),
  entry('refuses a registration with 423', ['RFC3261-10.2.8-1'], registration.on, {
    // A client that asked for more than that is wronged on purpose.
    answers: [status(423, [['Min-Expires', '7200']], { breaks: ['too-brief'] })],
  }),
  // A deliberate fault of the server: a PUBLISH without Expires leaves the lifetime to it.
  entry(
    'refuses every first publication with 423',
    ['RFC3903-5-4'],
    firstPublication.on,
    { answers: [status(423, [['Min-Expires', '7200']], { breaks: ['too-brief'] })] },
    5,
  ),
  entry('refuses a retrieval with 406', ['RFC6665-4.1.2.1-1'], retrieval.on, { answers: [status(406)] }),
];

/** Entity-tags that the server does not know, or says so. */
const conditional: readonly LibraryEntry[] = [
  entry('refuses a change with 412', ['RFC3903-5-1', 'RFC3903-5-2', 'RFC3903-5-3'], change.on, {
    answers: [status(412)],
  }),
  script(
    'loses the answer to a change and refuses the next with 412',
    ['RFC3903-5-5'],
    [
      { on: change.on, do: { carryOut: true } },
      { on: change.on, do: { answers: [status(412)] } },
    ],
  ),
];

/** Refusals in special situations. */
const special: readonly LibraryEntry[] = [
  script(
    'refuses a first publication with 403 in spite of credentials',
    ['RFC3261-21.4.4-1'],
    [
      {
        on: { ...firstPublication.on, hasCredentials: false },
        do: {
          answers: [
            status(401, [['WWW-Authenticate', 'Digest realm="{realm}", nonce="{token}", qop="auth", algorithm=MD5']]),
          ],
        },
      },
      { on: { ...firstPublication.on, hasCredentials: true }, do: { answers: [status(403)] } },
    ],
  ),
  entry('refuses a retrieval with 403 and notifies all the same', ['RFC3265-3.1.4.1-1'], retrieval.on, {
    answers: [status(403)],
    notify: [{ after: 500, breaks: ['subscription'] }],
  }),
  ...[404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604].map((code) =>
    entry(
      `refuses the refresh of a subscription with ${code}`,
      ['RFC6665-4.1.2.2-1'],
      { method: 'SUBSCRIBE', isInDialog: true },
      { answers: [status(code, companions[code])] },
    ),
  ),
];

/** Refusals: 4xx, 5xx and 6xx. */
export const refusals: readonly LibraryEntry[] = [...refused, ...correctable, ...conditional, ...special];
