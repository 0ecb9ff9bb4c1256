import type { OwnRequest } from '../own-request';
import { entry, type LibraryEntry, normal, retrieval } from './entry';

/** The client's first request, whatever it is: then it can be reached. */
const first = { method: ['REGISTER', 'PUBLISH', 'SUBSCRIBE'], asksForEnd: false };
const provoked = ['RFC3261-8.2.1-1', 'RFC3261-8.2.6.2-1', 'RFC3261-8.2.6.2-2'];

const message: Partial<OwnRequest> = { body: { kind: 'text', text: 'hello' } };
const invite: Partial<OwnRequest> = {
  body: {
    kind: 'text',
    text: 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=message 9 TCP/MSRP *\r\n',
  },
  contentType: 'application/sdp',
};

const requests: readonly OwnRequest[] = [
  { method: 'OPTIONS' },
  { method: 'MESSAGE', ...message },
  { method: 'INVITE', ...invite },
  { method: 'INFO' },
  { method: 'FOO' },
];

/** Requests that nobody asked for, outside and inside the dialog of a subscription. */
export const inbound: readonly LibraryEntry[] = [
  ...requests.flatMap((request) => [
    entry(`sends ${request.method} out of any dialog`, provoked, first, {
      answers: [normal()],
      requests: [{ ...request, after: 500 }],
    }),
    entry(`sends ${request.method} inside the dialog`, provoked, retrieval.on, {
      answers: [normal()],
      notify: [{ state: 'active;expires=60' }, { after: 2_000 }],
      requests: [{ ...request, isInDialog: true, after: 1_000 }],
    }),
  ]),
  // For a client whose messages list packages that it claims to notify of.
  entry('subscribes to what the client can notify of', ['RFC6665-4.4.4-1'], first, {
    answers: [normal()],
    requests: [
      {
        method: 'SUBSCRIBE',
        after: 500,
        rows: [
          ['Event', '{allow-events}'],
          ['Expires', '0'],
        ],
      },
    ],
  }),
];
