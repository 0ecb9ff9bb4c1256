import { createHash } from 'node:crypto';
import { describe } from 'node:test';
import type { Script, Seen } from './scripted-peer.fixture';
import { good, type Trial, tries } from './trial.fixture';

const digest = (params: string) => `WWW-Authenticate: Digest realm="r", nonce="n", ${params}`;
const proxy = 'Proxy-Authenticate: Digest realm="p", nonce="1", qop="auth"';
const credentials = (request: Seen) => request.headers('Authorization');

/** Challenges requests without credentials. */
const challenging =
  (...rows: readonly string[]) =>
  (): Script =>
  (request) =>
    request.header('Authorization') ? good(request) : request.reply('401 Unauthorized', rows);

/** A parameter of the credentials of every PUBLISH, as it is written. */
const written = (name: string) => (stage: { of(method: string): readonly Seen[] }) =>
  stage.of('PUBLISH').map((request) => {
    const value = request.header('Authorization') ?? '';
    return new RegExp(`\\b${name}=("[^"]*"|[^",]*)`).exec(value)?.[1] ?? '-';
  });

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const digestOfPublish = md5(`${md5('alice:r:secret')}:n:${md5('PUBLISH:sip:alice@example.com')}`);
const published: Trial['acts'] = [['publish', 0]];
const twice: Trial['acts'] = [
  ['publish', 0],
  ['publish', 0],
];

describe('faults of authentication', () => {
  tries([
    {
      fault: 'gives-up-challenged-publish',
      script: challenging(digest('qop="auth"')),
      acts: published,
      see: (stage) => stage.of('PUBLISH').length,
      right: 2,
      wrong: 1,
    },
    {
      fault: 'gives-up-challenged-fetch',
      script: challenging(digest('qop="auth"')),
      acts: [['retrieve', 0]],
      see: (stage) => stage.of('SUBSCRIBE').length,
      right: 2,
      wrong: 1,
    },
    {
      fault: 'retries-with-same-cseq',
      script: challenging(digest('qop="auth"')),
      acts: published,
      see: (stage) => stage.of('PUBLISH').map((request) => request.header('CSeq')),
      right: ['1 PUBLISH', '2 PUBLISH'],
      wrong: ['1 PUBLISH', '1 PUBLISH'],
    },
    {
      fault: 'insists-on-rejected-credentials',
      script: () => (request, peer) =>
        request.reply('401 No', [`WWW-Authenticate: Digest realm="r", nonce="${peer.seen.length}"`]),
      acts: published,
      see: (stage) => stage.of('PUBLISH').length,
      right: 2,
      wrong: 3,
    },
    {
      fault: 'gives-up-at-stale-nonce',
      script: () => (request, peer) =>
        peer.seen.length < 3
          ? request.reply('401 No', [`WWW-Authenticate: Digest realm="r", nonce="${peer.seen.length}", stale=true`])
          : good(request),
      acts: published,
      see: (stage) => stage.of('PUBLISH').length,
      right: 3,
      wrong: 1,
    },
    {
      fault: 'drops-proxy-credentials',
      script: () => (request) =>
        request.header('Proxy-Authorization') ? good(request) : request.reply('407 P', [proxy]),
      acts: [
        ['register', 0],
        ['register', 0],
      ],
      see: (stage) => stage.of('REGISTER').map((request) => request.header('Proxy-Authorization') !== undefined),
      right: [false, true, true],
      wrong: [false, true, false, true],
    },
    {
      fault: 'forgets-first-credentials',
      script: () => (request) => {
        if (!request.header('Proxy-Authorization')) request.reply('407 P', [proxy]);
        else if (!request.header('Authorization')) request.reply('401 U', [digest('qop="auth"')]);
        else good(request);
      },
      acts: published,
      see: (stage) =>
        stage
          .of('PUBLISH')
          .map((request) => [...request.headers('Proxy-Authorization'), ...credentials(request)].length),
      right: [0, 1, 2],
      wrong: [0, 1, 1, 1, 1, 1, 1, 1, 1],
    },
    {
      fault: 'joins-credentials',
      script: challenging(digest('qop="auth"'), 'WWW-Authenticate: Digest realm="s", nonce="m"'),
      acts: published,
      see: (stage) => credentials(stage.of('PUBLISH')[1] as Seen).length,
      right: 2,
      wrong: 1,
    },
    {
      fault: 'wrong-digest',
      script: challenging('WWW-Authenticate: Digest realm="r", nonce="n"'),
      acts: published,
      see: written('response'),
      right: ['-', `"${digestOfPublish}"`],
      wrong: ['-', `"0${digestOfPublish.slice(1)}"`],
    },
    {
      fault: 'constant-nonce-count',
      script: challenging(digest('qop="auth"')),
      acts: twice,
      see: written('nc'),
      right: ['-', '00000001', '00000002'],
      wrong: ['-', '00000001', '00000001'],
    },
    {
      fault: 'cnonce-without-qop',
      script: challenging('WWW-Authenticate: Digest realm="r", nonce="n"'),
      acts: published,
      see: written('cnonce'),
      right: ['-', '-'],
      wrong: ['-', '"0a4f113b"'],
    },
    {
      fault: 'drops-opaque',
      script: challenging(digest('opaque="o p", algorithm=SHA-256')),
      acts: published,
      see: written('opaque'),
      right: ['-', '"o p"'],
      wrong: ['-', '-'],
    },
    {
      fault: 'quotes-qop',
      script: challenging(digest('qop="auth,auth-int"')),
      acts: published,
      see: written('qop'),
      right: ['-', 'auth'],
      wrong: ['-', '"auth"'],
    },
    {
      fault: 'leaves-qop-out',
      script: challenging(digest('qop="auth"')),
      acts: published,
      see: (stage) => ['qop', 'nc', 'cnonce'].map((name) => written(name)(stage)[1] === '-'),
      right: [false, false, false],
      wrong: [true, true, true],
    },
    {
      fault: 'ignores-nextnonce',
      script: () => (request) =>
        request.header('Authorization')
          ? good(request, 'Authentication-Info: nextnonce="m"')
          : request.reply('401 Unauthorized', [digest('qop="auth"')]),
      acts: twice,
      see: (stage) => [written('nonce')(stage)[2], written('nc')(stage)[2]],
      right: ['"m"', '00000001'],
      wrong: ['"n"', '00000002'],
    },
    {
      fault: 'prefers-lower-challenge',
      script: challenging(digest('algorithm=SHA-256'), digest('algorithm=MD5')),
      acts: published,
      see: written('algorithm'),
      right: ['-', 'SHA-256'],
      wrong: ['-', 'MD5'],
    },
    {
      fault: 'answers-unknown-algorithm',
      script: challenging(digest('algorithm=FOO-999'), digest('algorithm=MD5')),
      acts: published,
      see: written('algorithm'),
      right: ['-', 'MD5'],
      wrong: ['-', 'FOO-999'],
    },
    {
      fault: 'sends-basic',
      script: challenging('WWW-Authenticate: Basic realm="x"'),
      acts: published,
      see: (stage) => stage.of('PUBLISH').map((request) => request.header('Authorization') ?? '-'),
      right: ['-'],
      wrong: ['-', `Basic ${Buffer.from('alice:secret').toString('base64')}`],
    },
  ]);
});
