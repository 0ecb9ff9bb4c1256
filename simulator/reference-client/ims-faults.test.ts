import { describe } from 'node:test';
import type { Script } from './scripted-peer.fixture';
import type { Stage } from './stage.fixture';
import { countOf, headerIn, type Trial, timesOf, tries } from './trial.fixture';

const core = [
  'Service-Route: <sip:a.example.com;lr>',
  'Service-Route: <sip:b.example.com;lr;x="1">, <sip:c.example.com;lr>',
  'P-Associated-URI: <sip:alice@example.com>, <tel:+12015550123>',
];
const barred = [...core.slice(0, 2), 'P-Associated-URI: <sip:al@example.com>'];

/** An IMS: the 200 to the n-th REGISTER has the n-th headers, the last ones from then on. */
const imsOf =
  (...registered: readonly (readonly string[])[]): Trial['script'] =>
  (): Script =>
  (request, peer) => {
    const index = Math.min(peer.of('REGISTER').length, registered.length) - 1;
    if (request.method === 'REGISTER') request.reply('200 OK', ['Expires: 120', ...(registered[index] ?? [])]);
    else if (request.method === 'PUBLISH') request.reply('200 OK', ['SIP-ETag: a', 'Expires: 3600']);
    else request.reply('489 Bad Event', ['Allow-Events: service-settings']);
  };

const published: Trial['acts'] = [
  ['register', 0],
  ['publish', 0],
];
const hosts = (stage: Stage) =>
  stage
    .of('PUBLISH')
    .at(-1)
    ?.headers('Route')
    .map((value) => /:([a-z]|127)\b/.exec(value)?.[1]);
const agreeing: Trial['script'] = () => (request) =>
  request.header('Require')
    ? request.reply('200 OK')
    : request.reply('494 No', ['Security-Server: digest;q=0.2, tls;q=0.1']);

describe('faults in an IMS core', () => {
  tries([
    {
      fault: 'ims-uses-imsi-identity',
      script: imsOf(core),
      acts: published,
      see: (stage) =>
        stage
          .of('PUBLISH')[0]
          ?.header('From')
          ?.replace(/;tag=.*/, ''),
      right: '<sip:alice@example.com>',
      wrong: '<sip:001010123456789@ims.mnc001.mcc001.3gppnetwork.org>',
    },
    {
      fault: 'ims-uses-barred-identity',
      script: imsOf(barred),
      acts: published,
      see: (stage: Stage) => [stage.of('PUBLISH')[0]?.startLine, headerIn('PUBLISH', 'P-Preferred-Identity')(stage)],
      right: ['PUBLISH sip:al@example.com SIP/2.0', ['<sip:al@example.com>']],
      wrong: ['PUBLISH sip:alice@example.com SIP/2.0', ['<sip:alice@example.com>']],
    },
    {
      fault: 'ims-publishes-unregistered',
      script: () => (request) => request.reply('403 Forbidden'),
      acts: published,
      see: countOf('PUBLISH'),
      right: 0,
      wrong: 1,
    },
    {
      fault: 'ims-no-reg-subscription',
      keepsAlive: true,
      script: imsOf(core),
      acts: [
        ['register', 0],
        ['register', 0],
      ],
      see: (stage) =>
        stage.of('SUBSCRIBE').map((each) => [each.header('Event'), each.header('Expires'), each.header('To')]),
      right: [['reg', '600000', '<sip:alice@example.com>']],
      wrong: [],
    },
    {
      fault: 'ims-registers-late',
      keepsAlive: true,
      script: imsOf(core),
      acts: [['register', 115_000]],
      see: timesOf('REGISTER'),
      right: [0, 60_000],
      wrong: [0, 67_250],
    },
    {
      fault: 'ims-registers-in-new-call',
      script: () => (request) =>
        request.header('Authorization')
          ? request.reply('200 OK')
          : request.reply('401 No', ['WWW-Authenticate: Digest realm="r", nonce="n"']),
      acts: [['register', 0]],
      see: (stage) => new Set(headerIn('REGISTER', 'Call-ID')(stage)).size,
      right: 1,
      wrong: 2,
    },
    {
      fault: 'ims-no-pcscf-route',
      script: imsOf(core),
      acts: published,
      see: hosts,
      right: ['127', 'a', 'b', 'c'],
      wrong: ['a', 'b', 'c'],
    },
    {
      fault: 'ims-swaps-service-route',
      script: imsOf(core),
      acts: published,
      see: hosts,
      right: ['127', 'a', 'b', 'c'],
      wrong: ['127', 'c', 'b', 'a'],
    },
    {
      fault: 'ims-keeps-old-service-route',
      script: imsOf(core, ['Service-Route: <sip:d.example.com;lr>']),
      acts: [['register', 0], ...published],
      see: hosts,
      right: ['127', 'd'],
      wrong: ['127', 'a', 'b', 'c'],
    },
    ...(
      [
        ['ims-reorders-security-verify', ['sec-agree', 'sec-agree', 'tls;q=0.1, digest;q=0.2']],
        ['ims-no-proxy-require', ['sec-agree', '-', 'digest;q=0.2, tls;q=0.1']],
        ['ims-repeats-after-494', ['-', '-', '-']],
      ] as const
    ).map(([fault, wrong]) => ({
      fault,
      script: agreeing,
      acts: [['publish', 0]] as const,
      see: (stage: Stage) =>
        ['Require', 'Proxy-Require', 'Security-Verify'].map((name) => headerIn('PUBLISH', name)(stage)[1]),
      right: ['sec-agree', 'sec-agree', 'digest;q=0.2, tls;q=0.1'],
      wrong,
    })),
    {
      fault: 'sends-no-keep-alives',
      keepsAlive: true,
      script: () => (request, peer) => {
        peer.onOctets = (octets) => octets.length === 20 && peer.seen.push({ ...request, method: 'STUN' });
        request.reply('200 OK', ['Expires: 3600', 'Flow-Timer: 30']);
      },
      acts: [['register', 28_000]],
      see: countOf('STUN'),
      right: 1,
      wrong: 0,
    },
    ...(
      [
        ['pings-with-one-line-end', [['\r\n'], 1]],
        ['ignores-missing-pong', [['\r\n\r\n'], 1]],
      ] as const
    ).map(
      ([fault, wrong]): Trial => ({
        fault,
        keepsAlive: true,
        transport: 'tcp',
        script: () => (request, peer) => {
          peer.onLineEnds = (text) => peer.seen.push({ ...request, method: 'PING', text });
          request.reply('200 OK', ['Expires: 3600', 'Flow-Timer: 30']);
        },
        acts: [['register', 38_000]],
        see: (stage) => [stage.of('PING').map(({ text }) => text), countOf('REGISTER')(stage)],
        right: [['\r\n\r\n'], 2],
        wrong,
      }),
    ),
  ]);
});
