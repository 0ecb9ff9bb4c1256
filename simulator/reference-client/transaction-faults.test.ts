import { describe } from 'node:test';
import type { Script } from './scripted-peer.fixture';
import { countOf, good, headerIn, type Trial, timesOf, tries } from './trial.fixture';

const silence = (): Script => () => undefined;
const published = (milliseconds: number): Trial['acts'] => [['publish', milliseconds]];

/** Sends a 403 that does not fit, changed so, and the right 200 with the next copy. */
const misfit =
  (from: RegExp, to: string): Trial['script'] =>
  () =>
  (request, peer) => {
    if (peer.seen.length > 1) good(request);
    else peer.send(request.responseText('200 OK', ['SIP-ETag: bad', 'Expires: 60']).replace(from, to), request);
  };

describe('faults of the client transactions', () => {
  tries([
    {
      fault: 'retransmits-at-constant-gaps',
      script: silence,
      acts: published(4000),
      see: timesOf('PUBLISH'),
      right: [0, 500, 1500, 3500],
      wrong: [0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000],
    },
    {
      fault: 'alters-copies',
      script: silence,
      acts: published(500),
      see: (stage) => new Set(stage.of('PUBLISH').map(({ text }) => text)).size,
      right: 1,
      wrong: 2,
    },
    {
      fault: 'never-gives-up',
      script: silence,
      acts: published(60_000),
      see: (stage) => timesOf('PUBLISH')(stage).at(-1),
      right: 31_500,
      wrong: 43_500,
    },
    {
      fault: 'stops-at-provisional',
      script: () => (request) => request.reply('100 Trying'),
      acts: published(9000),
      see: timesOf('PUBLISH'),
      right: [0, 500, 4500, 8500],
      wrong: [0],
    },
    {
      fault: 'repeats-after-final',
      script: () => (request) => good(request),
      acts: published(20_000),
      see: timesOf('PUBLISH'),
      right: [0],
      wrong: [0, 500, 1500, 3500],
    },
    {
      fault: 'repeats-over-tcp',
      transport: 'tcp',
      script: silence,
      acts: published(2000),
      see: countOf('PUBLISH'),
      right: 1,
      wrong: 3,
    },
    {
      fault: 'acknowledges-copies',
      script: () => (request) => {
        if (request.method !== 'PUBLISH') return;
        for (let copy = 0; copy < 3; copy += 1) request.reply('200 OK', ['SIP-ETag: a']);
      },
      acts: published(250),
      see: headerIn('ACK', 'CSeq'),
      right: [],
      wrong: ['1 ACK', '1 ACK'],
    },
    {
      fault: 'cancels',
      script: silence,
      acts: [['register', 6000]],
      see: headerIn('CANCEL', 'CSeq'),
      right: [],
      wrong: ['1 CANCEL'],
    },
    {
      fault: 'takes-two-vias',
      script: misfit(/\r\nFrom:/, '\r\nVia: SIP/2.0/UDP b.example.com;branch=z9hG4bKb\r\nFrom:'),
      acts: [...published(600), ['publish', 0]],
      see: (stage) => [countOf('PUBLISH')(stage), headerIn('PUBLISH', 'SIP-If-Match')(stage).includes('bad')],
      right: [3, false],
      wrong: [2, true],
    },
    {
      fault: 'takes-foreign-sent-by',
      script: misfit(/127\.0\.0\.1:\d+;branch/, 'other.example.org:5060;branch'),
      acts: [...published(600), ['publish', 0]],
      see: (stage) => headerIn('PUBLISH', 'SIP-If-Match')(stage).includes('bad'),
      right: false,
      wrong: true,
    },
    {
      fault: 'takes-any-branch',
      script: misfit(/branch=[^;]*/, 'branch=z9hG4bKwrong'),
      acts: [...published(600), ['publish', 0]],
      see: (stage) => headerIn('PUBLISH', 'SIP-If-Match')(stage).includes('bad'),
      right: false,
      wrong: true,
    },
    {
      fault: 'takes-any-method',
      script: misfit(/CSeq: 1 PUBLISH/, 'CSeq: 1 OPTIONS'),
      acts: [...published(600), ['publish', 0]],
      see: (stage) => headerIn('PUBLISH', 'SIP-If-Match')(stage).includes('bad'),
      right: false,
      wrong: true,
    },
    {
      fault: 'deaf-to-rport',
      script: () => (request, peer) =>
        peer.send(
          request
            .responseText('200 OK', ['SIP-ETag: a'])
            .replace(';rport', `;rport=${request.port};received=127.0.0.1`),
          request,
        ),
      acts: published(600),
      see: countOf('PUBLISH'),
      right: 1,
      wrong: 2,
    },
    {
      fault: 'deaf-without-rport',
      script: () => (request) => good(request),
      acts: published(600),
      see: (stage) => [countOf('PUBLISH')(stage), headerIn('PUBLISH', 'Via')(stage)[0]?.includes('rport')],
      right: [1, true],
      wrong: [2, false],
    },
    {
      fault: 'deaf-on-connection',
      transport: 'tcp',
      script: () => (request) => good(request),
      acts: [...published(33_000), ['retrieve', 0]],
      see: (stage) => [countOf('PUBLISH')(stage), stage.indications.length],
      right: [1, 1],
      wrong: [1, 0],
    },
    {
      fault: 'closes-on-empty-lines',
      transport: 'tcp',
      script: () => (request, peer) => peer.write('\r\n\r\n', request.responseText('200 OK', ['SIP-ETag: a'])),
      acts: published(500),
      see: (stage) => stage.indications.length,
      right: 1,
      wrong: 0,
    },
  ]);
});
