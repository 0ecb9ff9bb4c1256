import type { Edits } from '../edits';
import type { OwnRule } from '../own-rule';
import {
  entry,
  firstPublication,
  type LibraryEntry,
  normal,
  registration,
  retrieval,
  status,
  type Target,
  targets,
} from './entry';

const timeouts = [
  'RFC3261-8.1.3.1-1',
  'RFC3261-17.1.2.2-1',
  'RFC3261-17.1.2.2-2',
  'RFC3261-17.1.2.2-3',
  'RFC3261-17.1.2.2-7',
];
/** Milliseconds from when a 100 may be sent until it is. */
const SOON = 100;

/** Answers that do not come, or come late, for each of the four requests. */
const lost: readonly LibraryEntry[] = targets.flatMap((target) => {
  const { name, method, on } = target;
  const delayed = {
    PUBLISH: ['RFC3903-4-1'],
    SUBSCRIBE: [],
    REGISTER: ['RFC3261-10.2-6', 'RFC3261-10.3-1', 'TS24229-5.1.1.2-9', 'TS24229-5.1.1.2-10'],
  }[method];
  const given = method === 'REGISTER' ? [...timeouts, 'RFC3261-10.2.7-1'] : timeouts;
  return [
    entry(`ignores ${name}`, [...given, 'TS24229-7.7-1'], on, {}, 'always'),
    entry(`ignores ${name} once`, [...given, 'TS24229-7.7-1'], on, {}),
    entry(`loses the answer to ${name}`, ['RFC3261-17.1.2.2-2', ...(name === 'a change' ? ['RFC3903-5-5'] : [])], on, {
      carryOut: true,
    }),
    entry(`loses the first two answers to ${name}`, ['RFC3261-17.1.2.2-2'], on, { answers: [normal({ atCopy: 3 })] }),
    entry(`answers the third copy of ${name}`, ['RFC3261-17.1.2.2-5', 'RFC3581-3-2'], on, {
      answers: [normal({ atCopy: 4 })],
    }),
    entry(
      `answers the third copy of ${name} at the port of sent-by`,
      ['RFC3261-18.1.1-4'],
      { ...on, transport: 'udp' },
      {
        answers: [
          normal({ atCopy: 4, to: 'sent-by', edits: { via: { withoutParams: ['rport'] } }, breaks: ['path', 'via'] }),
        ],
      },
    ),
    entry(`delays the answer to ${name} by 5 s`, delayed, on, { answers: [normal({ after: 5_000 })] }),
    // With nothing behind the 100 for 20 s, the copies of the request show their gaps.
    entry(`answers ${name} with 100 and 20 s later`, ['RFC3261-17.1.2.2-4'], on, {
      answers: [status(100, [], { after: SOON, sinceT2: true }), normal({ after: SOON + 20_000, sinceT2: true })],
    }),
    entry(`answers ${name} with 100 and 10 s later`, ['RFC3261-9.1-1', 'RFC3261-17.1.2.2-4'], on, {
      answers: [status(100, [], { after: SOON, sinceT2: true }), normal({ after: SOON + 10_000, sinceT2: true })],
    }),
    entry(`repeats the answer to ${name} twice`, ['RFC3261-17.1.2.2-6'], on, {
      answers: [normal({ repeats: [1_000, 1_000] })],
    }),
    entry(`closes the connection instead of answering ${name}`, ['RFC3261-8.1.3.1-1'], on, { closeAfter: 100 }),
    entry(`answers ${name} in five pieces`, ['RFC3261-18.1.1-5'], on, {
      answers: [normal({ stream: { parts: 5, gap: 50 } })],
    }),
    entry(
      `answers ${name} at the port of sent-by`,
      ['RFC3261-18.1.1-4'],
      { ...on, transport: 'udp' },
      {
        answers: [normal({ to: 'sent-by', breaks: ['path'] })],
      },
    ),
    entry(`answers ${name} without received`, ['RFC7118-5.3-1'], on, {
      answers: [normal({ edits: { via: { withoutParams: ['received', 'rport'] } }, breaks: ['via'] })],
    }),
    entry(
      `answers ${name} from elsewhere`,
      [],
      { ...on, transport: 'udp' },
      { answers: [normal({ from: 'other', breaks: ['path'] })] },
    ),
  ];
});

/** What only one of the requests can get. */
const single: readonly LibraryEntry[] = [
  entry('answers a retrieval and notifies in one piece', ['RFC3261-18.1.1-5'], retrieval.on, {
    answers: [normal({ stream: { joinsNext: true } })],
  }),
  entry('stops answering keep-alives after two', ['RFC5626-4.4.1-2'], registration.on, {
    answers: [normal()],
    pongs: 2,
  }),
];

interface Foreign {
  readonly how: string;
  readonly edits: Edits;
  readonly breaks: readonly OwnRule[];
  readonly provokes: readonly string[];
}

/** Ways in which a response does not belong to the transaction, or not to the client. */
const foreigners: readonly Foreign[] = [
  {
    how: 'with a wrong branch',
    edits: { via: { branch: 'z9hG4bKwrong' } },
    breaks: ['via'],
    provokes: ['RFC3261-17.1.3-1'],
  },
  {
    how: 'for another sent-by',
    edits: { via: { sentBy: 'other.example.org:5060' } },
    breaks: ['via'],
    provokes: ['RFC3261-18.1.2-1'],
  },
  {
    how: 'with a second Via',
    edits: { via: { extra: 'SIP/2.0/UDP other.example.org:5060;branch=z9hG4bKother' } },
    breaks: ['via'],
    provokes: ['RFC3261-8.1.3.3-1'],
  },
  {
    how: 'with another method in CSeq',
    edits: { cseq: { method: 'OPTIONS' } },
    breaks: ['cseq'],
    provokes: ['RFC3261-17.1.3-1'],
  },
  { how: 'with another CSeq number', edits: { cseq: { number: 4_711 } }, breaks: ['cseq'], provokes: [] },
  {
    how: 'with a status of letters',
    edits: { replace: [{ text: 'SIP/2.0 200', by: 'SIP/2.0 2OO' }] },
    breaks: ['syntax'],
    provokes: [],
  },
];

/** Milliseconds from the foreign response to the right one: time for two copies of the request. */
const RIGHT_ONE = 2_000;

function foreign({ name, method, on }: Target, { how, edits, breaks, provokes }: Foreign): LibraryEntry {
  // A client that takes the response for its own adopts an entity-tag that nobody gave out.
  const marked: Edits = method === 'PUBLISH' ? { ...edits, set: [['SIP-ETag', 'bad{count}']] } : edits;
  return entry(`first answers ${name} ${how}`, provokes, on, {
    answers: [normal({ edits: marked, kept: false, breaks }), normal({ after: RIGHT_ONE })],
  });
}

/** A foreign response first, the right one later. */
const foreignFirst = targets.flatMap((target) => foreigners.map((each) => foreign(target, each)));

/** Two responses of which only the first counts, under different To tags. */
const twice = [firstPublication, retrieval].map(({ name, on }) =>
  entry(`answers ${name} twice under different To tags`, ['RFC3261-17.1.2.2-6'], on, {
    answers: [normal(), normal({ after: 500, kept: false, edits: { toTag: 'another-{token}' }, breaks: ['to'] })],
  }),
);

/** Responses that are lost, late, repeated, cut, sent elsewhere, or foreign. */
export const lateAnswers: readonly LibraryEntry[] = [...lost, ...single, ...foreignFirst, ...twice];
