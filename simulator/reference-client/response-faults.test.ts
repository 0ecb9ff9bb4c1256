import { describe } from 'node:test';
import type { Operation } from './order';
import { goodServer, type Script } from './scripted-peer.fixture';
import { allRefused, countOf, firstRefused, headerIn, type Trial, timesOf, tries } from './trial.fixture';

const ways: readonly [method: string, operation: Operation][] = [
  ['PUBLISH', 'publish'],
  ['SUBSCRIBE', 'retrieve'],
  ['REGISTER', 'register'],
];

const repeatedAt = (fault: string, status: string, at: number, headers: readonly string[] = []): Trial[] =>
  ways.map(([method, operation]) => ({
    fault,
    script: allRefused(method, status, headers),
    acts: [[operation, 19_000]],
    see: timesOf(method),
    right: [0],
    wrong: [0, at],
  }));

const only = (trials: readonly Trial[], method: number) => trials.slice(method, method + 1);
const redirected = ['Contact: <sip:alice@alt.example.com;x=1?Subject=foo>'];

describe('faults after a refusal', () => {
  tries([
    ...repeatedAt('repeats-after-400', '400 Bad Request', 0),
    ...repeatedAt('repeats-after-403', '403 Forbidden', 0),
    ...repeatedAt('repeats-after-404', '404 Not Found', 0),
    ...only(repeatedAt('repeats-after-406', '406 Not Acceptable', 0), 1),
    ...repeatedAt('repeats-after-489', '489 Bad Event', 0),
    ...repeatedAt('repeats-after-598', '598 Odd', 0),
    ...repeatedAt('repeats-after-500', '500 Broken', 0),
    ...repeatedAt('repeats-after-503', '503 Busy', 0),
    ...repeatedAt('repeats-before-retry-after', '500 Broken', 5000, ['Retry-After: 20']),
    ...only(repeatedAt('publishes-before-retry-after', '503 Busy', 3000, ['Retry-After: 20']), 0),
    ...repeatedAt('repeats-after-603', '603 Decline', 0),
    {
      fault: 'registers-before-retry-after',
      script: allRefused('PUBLISH', '503 Busy', ['Retry-After: 20']),
      acts: [
        ['register', 0],
        ['publish', 1250],
      ],
      see: (stage) => stage.peer.seen.map((each) => each.header('CSeq')),
      right: ['1 REGISTER', '1 PUBLISH'],
      wrong: ['1 REGISTER', '1 PUBLISH', '2 REGISTER'],
    },
    {
      fault: 'storms-after-timeout',
      script: () => () => undefined,
      acts: [['retrieve', 42_000]],
      see: (stage) => new Set(headerIn('SUBSCRIBE', 'Call-ID')(stage)).size,
      right: 1,
      wrong: 6,
    },
    {
      fault: 'registers-at-once-after-timeout',
      script: () => () => undefined,
      acts: [['register', 33_000]],
      see: (stage) => new Set(headerIn('REGISTER', 'CSeq')(stage)).size,
      right: 1,
      wrong: 2,
    },
  ]);
});

describe('faults of redirects and corrections', () => {
  tries([
    {
      fault: 'ignores-redirects',
      script: firstRefused('PUBLISH', '302 Moved', redirected),
      acts: [['publish', 0]],
      see: countOf('PUBLISH'),
      right: 2,
      wrong: 1,
    },
    {
      fault: 'redirect-keeps-headers',
      script: firstRefused('PUBLISH', '302 Moved', redirected),
      acts: [['publish', 0]],
      see: (stage) => stage.of('PUBLISH')[1]?.startLine.split(' ')[1],
      right: 'sip:alice@alt.example.com;x=1',
      wrong: 'sip:alice@alt.example.com;x=1?Subject=foo',
    },
    {
      fault: 'redirect-loops',
      script: allRefused('SUBSCRIBE', '302 Moved', ['Contact: <sip:alice@example.com>']),
      acts: [['retrieve', 250]],
      see: countOf('SUBSCRIBE'),
      right: 1,
      wrong: 6,
    },
    {
      fault: 'remembers-302',
      script: firstRefused('PUBLISH', '302 Moved', redirected),
      acts: [
        ['publish', 0],
        ['publish', 0],
      ],
      see: (stage) => stage.of('PUBLISH')[2]?.startLine.split(' ')[1],
      right: 'sip:alice@example.com',
      wrong: 'sip:alice@alt.example.com;x=1',
    },
    {
      fault: 'retries-in-new-call',
      script: firstRefused('PUBLISH', '415 Type', ['Accept: application/poc-settings+xml']),
      acts: [['publish', 0]],
      see: (stage) => [new Set(headerIn('PUBLISH', 'Call-ID')(stage)).size, countOf('PUBLISH')(stage)],
      right: [1, 2],
      wrong: [2, 2],
    },
    {
      fault: 'repeats-unlisted-type',
      script: allRefused('PUBLISH', '415 Type', ['Accept: application/im-settings+xml']),
      acts: [['publish', 0]],
      see: countOf('PUBLISH'),
      right: 1,
      wrong: 2,
    },
    {
      fault: 'requires-pref-again',
      script: allRefused('PUBLISH', '420 Extension', ['Unsupported: pref']),
      acts: [['publish', 0]],
      see: headerIn('PUBLISH', 'Require'),
      right: ['-'],
      wrong: ['pref', 'pref'],
    },
    {
      fault: 'proxy-requires-pref-again',
      script: allRefused('PUBLISH', '420 Extension', ['Unsupported: pref']),
      acts: [['publish', 0]],
      see: headerIn('PUBLISH', 'Proxy-Require'),
      right: ['-'],
      wrong: ['pref', 'pref'],
    },
    {
      fault: 'repeats-tel-after-416',
      imAddress: 'tel:+12015550123',
      script: firstRefused('PUBLISH', '416 Scheme'),
      acts: [['publish', 0]],
      see: (stage) => stage.of('PUBLISH')[1]?.startLine.split(':')[0],
      right: 'PUBLISH sip',
      wrong: 'PUBLISH tel',
    },
    {
      fault: 'registers-shorter-after-423',
      script: firstRefused('REGISTER', '423 Brief', ['Min-Expires: 7200']),
      acts: [['register', 0]],
      see: headerIn('REGISTER', 'Expires'),
      right: ['3600', '7200'],
      wrong: ['3600', '3600'],
    },
    {
      fault: 'forgets-credentials-between-fetches',
      script: (): Script => (request, peer) =>
        request.header('Authorization')
          ? goodServer()(request, peer)
          : request.reply('401 Unauthorized', ['WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"']),
      acts: [
        ['retrieve', 0],
        ['retrieve', 0],
      ],
      see: (stage) =>
        stage.of('SUBSCRIBE').map((request) => /nc=(\w+)/.exec(request.header('Authorization') ?? '')?.[1] ?? '-'),
      right: ['-', '00000001', '00000002'],
      // The count of the nonce goes on, the use that was left out included.
      wrong: ['-', '00000001', '-', '00000003'],
    },
  ]);
});
