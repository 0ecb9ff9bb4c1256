import { entry, type LibraryEntry, normal, retrieval } from './entry';
import { notifiedDocuments } from './notified-documents';
import { active, last, notifies, oddFirst, THEN } from './notifying';

/** When: before the answer, late, again. */
const moments: readonly LibraryEntry[] = [
  notifies('notifies 2 s before it answers', ['RFC6665-4.1.2.4-1'], [{ since: 'request' }], {
    answers: [normal({ after: 2_000 })],
  }),
  notifies(
    'notifies before it answers, under another tag',
    ['RFC6665-4.4.1-1'],
    [{ since: 'request', fromTag: 'n1-{count}', breaks: ['dialog'] }],
    { answers: [normal({ after: 500 })] },
  ),
  notifies('notifies 40 s after the answer', ['RFC6665-4.1.2.4-2'], [{ after: 8_000, since: 'timer-n' }]),
  notifies('never notifies', ['RFC6665-4.1.2.4-2'], []),
  notifies('repeats the NOTIFY', ['RFC3261-17.2.2-1'], [{ copies: [500, 1_500, 10_000, 15_000] }]),
  notifies('loses the first two answers to the NOTIFY', ['RFC3261-17.2.2-1'], [{ answersLost: 2 }]),
  notifies('notifies twice', ['RFC3261-17.2.3-1'], [active, { ...last, after: 500 }]),
  notifies('notifies once more after the end', ['RFC6665-4.1.3-4'], [last, { after: THEN, breaks: ['subscription'] }]),
];

/** CSeq, dialog, Event: what a NOTIFY is matched by. */
const matching: readonly LibraryEntry[] = [
  notifies(
    'notifies with a lower CSeq',
    ['RFC3261-12.2.2-1'],
    [{ ...active, cseq: 10 }, { ...active, after: THEN, cseq: 5, breaks: ['cseq'] }, { after: 2 * THEN }],
  ),
  notifies(
    'notifies with a gap in CSeq',
    ['RFC3261-12.2.2-2'],
    [
      { ...active, cseq: 10 },
      { after: THEN, cseq: 500, breaks: ['cseq'] },
    ],
  ),
  oddFirst('notifies under an unknown Call-ID', ['RFC6665-4.1.3-1'], { callId: 'unknown-{token}', breaks: ['dialog'] }),
  oddFirst('notifies under a wrong To tag', ['RFC6665-4.1.3-1'], { toTag: 'wrong-{token}', breaks: ['dialog'] }),
  oddFirst('notifies without a To tag', ['RFC6665-4.1.3-1', 'RFC3261-8.2.6.2-2'], { toTag: null, breaks: ['dialog'] }),
  notifies(
    'lets a second notifier notify',
    ['RFC4354-5.9-1'],
    [active, { ...active, after: THEN, fromTag: 'n2-{count}', breaks: ['dialog'] }, { after: 2 * THEN }],
  ),
  oddFirst('notifies about another package', ['RFC6665-4.1.3-2'], { event: 'foo-bar', breaks: ['event'] }),
  oddFirst('notifies about the package in capitals', ['RFC6665-8.2.1-1'], {
    event: '{package-in-capitals}',
    breaks: ['event'],
  }),
  // A client that gave its Event an id.
  notifies(
    'notifies without the id of Event and then with it',
    ['RFC6665-8.2.1-2'],
    [
      { ...active, event: '{package}', breaks: ['event'] },
      { after: THEN, edits: { replace: [{ text: '\r\nSubscription-State:', by: ';foo=bar\r\nSubscription-State:' }] } },
    ],
  ),
  oddFirst('notifies without Subscription-State', [], { state: null, breaks: ['subscription-state'] }),
];

/** How a subscription ends (RFC 6665 §4.1.3), and what happens between its beginning and its end. */
const states: readonly LibraryEntry[] = [
  ...(
    [
      ['deactivated', 'RFC6665-4.1.3-6'],
      ['probation;retry-after=20', 'RFC6665-4.1.3-7'],
      ['rejected', 'RFC6665-4.1.3-8'],
      ['timeout', 'RFC6665-4.1.3-9'],
      ['giveup;retry-after=20', 'RFC6665-4.1.3-10'],
      ['noresource', 'RFC6665-4.1.3-11'],
      ['invariant;retry-after=5', 'RFC6665-4.1.3-12'],
      ['unheard-of;retry-after=20', 'RFC6665-4.1.3-13'],
    ] as const
  ).map(([reason, id]) =>
    notifies(`ends the subscription with reason=${reason}`, [id], [{ state: `terminated;reason=${reason}` }]),
  ),
  notifies('ends the subscription without a reason', ['RFC6665-4.1.3-13'], [{ state: 'terminated;retry-after=20' }]),
  notifies(
    'ends the subscription with an expires parameter, and notifies once more',
    ['RFC6665-4.1.3-5'],
    [{ state: 'terminated;reason=timeout;expires=3600' }, { after: 2 * THEN, breaks: ['subscription'] }],
  ),
  notifies(
    'says first that the subscription is pending',
    ['RFC6665-4.1.3-15'],
    [{ state: 'pending;expires=60', body: { kind: 'none' } }, { after: 2_000 }],
  ),
  notifies(
    'says first that the subscription is active',
    ['RFC6665-4.2.2-1'],
    [{ state: 'active;expires=30' }, { after: THEN }],
  ),
  // For a client that keeps its subscription: the refresh is due before these 30 s are over.
  entry(
    'shortens subscriptions to 30 s',
    ['RFC6665-4.1.3-16'],
    { ...retrieval.on, asksForEnd: false },
    {
      answers: [normal()],
      notify: [{ state: 'active;expires=30' }],
    },
  ),
];

const usualVia = 'SIP/2.0/{transport} {own};branch={branch}';

/** Header fields and octets around them. */
const forms: readonly LibraryEntry[] = [
  oddFirst('notifies requiring an unknown extension', ['RFC3261-8.2.2.3-1'], {
    rows: [['Require', 'nothingSupportsThis']],
    breaks: ['require'],
  }),
  notifies(
    'notifies with unknown header fields and parameters',
    ['RFC3261-8.2.2-1'],
    [
      {
        rows: [['X-Unknown', ';;,,;']],
        edits: {
          replace: [
            { text: ';tag=', by: ';x-unknown=1;tag=' },
            { text: '\r\nEvent:', by: ';x-unknown=1\r\nEvent:' },
            { text: '\r\nSubscription-State:', by: ';x-unknown=1\r\nSubscription-State:' },
          ],
        },
      },
    ],
  ),
  notifies(
    'notifies with three Vias',
    ['RFC3261-8.2.6.2-1'],
    [
      {
        vias: [
          usualVia,
          'SIP/2.0/{transport}\r\n second.example.com:5070\r\n ;branch=z9hG4bKsecond{token}',
          'SIP/2.0/{transport} third.example.com;branch=z9hG4bKthird{token};received=192.0.2.3',
        ],
        edits: { names: 'mixed' },
        breaks: ['branch'],
      },
    ],
  ),
  notifies(
    'notifies from behind a name',
    ['RFC3261-18.2.1-1'],
    [{ vias: ['SIP/2.0/{transport} notifier.example.com:{port};branch={branch}'], breaks: ['branch'] }],
  ),
  notifies('notifies with rport', ['RFC3581-4-1', 'RFC3261-18.2.2-1'], [{ vias: [`${usualVia};rport`] }]),
  // The answer is due at the second socket, and with rport where the request came from.
  notifies(
    'notifies with the port of the second socket in Via',
    ['RFC3261-18.2.2-1'],
    [
      { ...active, vias: ['SIP/2.0/{transport} {other};branch={branch}'], breaks: ['branch'] },
      { after: THEN, vias: ['SIP/2.0/{transport} {other};branch={branch};rport'], breaks: ['branch'] },
    ],
  ),
  entry(
    'notifies from the second socket',
    ['RFC3261-18.2.2-1'],
    { ...retrieval.on, transport: 'udp' },
    {
      answers: [normal()],
      notify: [{ from: 'other' }],
    },
  ),
  entry(
    'notifies with octets behind the body',
    ['RFC3261-18.3-1'],
    { ...retrieval.on, transport: 'udp' },
    {
      answers: [normal()],
      notify: [
        {
          edits: { surplus: 'INVITE sip:surplus@example.com SIP/2.0\r\nContent-Length: 0\r\n\r\n' },
          breaks: ['content-length'],
        },
      ],
    },
  ),
  entry(
    'notifies with too high a Content-Length',
    ['RFC3261-18.3-2'],
    { ...retrieval.on, transport: 'udp' },
    {
      answers: [normal()],
      notify: [{ ...active, edits: { contentLength: 9_999 }, breaks: ['content-length'] }, { after: THEN }],
    },
  ),
  notifies('notifies behind empty lines', ['RFC3261-7.5-1'], [{ edits: { lead: '\r\n\r\n' } }], {
    answers: [normal({ edits: { lead: '\r\n\r\n' } })],
  }),
];

/** NOTIFY requests in every order and form. */
export const notifications: readonly LibraryEntry[] = [
  ...moments,
  ...matching,
  ...states,
  ...notifiedDocuments,
  ...forms,
];
