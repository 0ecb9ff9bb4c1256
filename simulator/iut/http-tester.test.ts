import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createRawServer } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { HarnessError } from '../core/harness-error';
import { httpTester } from './http-tester';
import { someSettings, Told } from './iut.fixture';
import type { Outcome, Settled, UpperTester } from './upper-tester';

/** Long enough for loopback on a busy machine. */
const limit = 20_000;

interface Asked {
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

describe('http adapter', () => {
  let told: Told;
  let answer: (response: ServerResponse, url: string) => void;
  let base: string;
  let tester: UpperTester;
  const asked: Asked[] = [];
  const listener: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url = '', headers } = request;
    asked.push({ line: `${method} ${url}`, headers, body: Buffer.concat(chunks).toString() });
    answer(response, url);
  };
  const server = createServer((request, response) => void listener(request, response));
  const use = (changes: { base?: string; token?: string; ca?: string } = {}) => {
    tester = httpTester({ kind: 'http', base, ...changes }, told);
    return tester;
  };
  const publish = (time = limit, settled?: Promise<Settled>) => tester.perform('publish', someSettings, time, settled);
  const reason = (outcome: Outcome) => ('reason' in outcome ? outcome.reason : '');
  const respond = (status: number, body = '', headers: Record<string, string> = {}) => {
    answer = (response) => response.writeHead(status, headers).end(body);
  };
  beforeEach(async () => {
    asked.length = 0;
    told = new Told();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/iut`;
    respond(204);
    use();
  });
  afterEach(async () => {
    await tester.stop();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  it('posts the JSON of the process adapter to the operation, and 2xx is done', async () => {
    assert.deepEqual(await publish(), { kind: 'done' });
    assert.deepEqual(await tester.perform('retrieve', someSettings, limit), { kind: 'done' });
    assert.deepEqual(
      asked.map(({ line }) => line),
      ['POST /iut/publish', 'POST /iut/retrieve'],
    );
    assert.deepEqual(JSON.parse(asked[0]?.body ?? ''), {
      op: 'publish',
      settings: someSettings,
      server: told.server,
      im_address: told.imAddress,
    });
    assert.equal(asked[0]?.headers['content-type'], 'application/json');
    assert.equal(asked[0]?.headers.authorization, undefined);
    assert.deepEqual(Object.keys(JSON.parse(asked[1]?.body ?? '')), ['op', 'server', 'im_address']);
  });

  it('sends the token, and takes a base with a slash at its end', async () => {
    use({ base: `${base}/`, token: 'abc.def' });
    assert.deepEqual(await publish(), { kind: 'done' });
    assert.deepEqual([asked[0]?.line, asked[0]?.headers.authorization], ['POST /iut/publish', 'Bearer abc.def']);
  });

  const published = { event: 'indication', what: 'published' };
  const values = { event: 'indication', what: 'settings', settings: { isb: true } };
  for (const [name, body, count] of [
    ['one event', JSON.stringify(published), 1],
    ['{"events":[…]}', JSON.stringify({ events: [published, { event: 'done' }, values, { event: 'new' }, 7] }), 2],
    ['a list', JSON.stringify([published, values]), 2],
    ['JSON lines', `${JSON.stringify(published)}\r\n\nsome words\n${JSON.stringify(values)}`, 2],
    ['no events', '{"events":[]}', 0],
    ['something else', '<html>', 0],
  ] as const) {
    it(`hears indications in the answer: ${name}`, async () => {
      respond(200, body);
      assert.deepEqual(await publish(), { kind: 'done' });
      const all = [{ what: 'published' }, { what: 'settings', settings: { isb: true } }];
      assert.deepEqual(told.indications, all.slice(0, count));
    });
  }

  it('keeps other text as the log of the client', async () => {
    respond(200, 'some words\n{"event":"done"}\n');
    await publish();
    assert.deepEqual(told.log, ['some words']);
  });

  it('takes an error in the body for a failure and quotes it', async () => {
    respond(200, '{"event":"error","message":"no \\u001b[31mroute"}');
    assert.deepEqual(await publish(), { kind: 'failed', reason: 'the client reports: "no \\u{1b}[31mroute"' });
  });

  it('takes another status for a failure and quotes 200 characters, in which nothing acts on a terminal', async () => {
    respond(500, `\u001b]0;x\u0007\u202e\n${'a'.repeat(500)}`);
    const outcome = await publish();
    assert.equal(outcome.kind, 'failed');
    assert.equal(
      reason(outcome),
      `POST ${base}/publish was answered with 500 Internal Server Error: ` +
        `"\\u{1b}]0;x\\u{7}\\u{202e}\\n${'a'.repeat(192)}…"`,
    );
  });

  for (const [status, hint] of [
    [401, 'control.token'],
    [403, 'control.token'],
    [404, 'the path of control.base'],
  ] as const) {
    it(`says with ${status} what to look at`, async () => {
      respond(status);
      assert.match(
        reason(await publish()),
        new RegExp(`see ${hint.replace('.', '\\.')} in the IUT file\\): without a body`),
      );
    });
  }

  it('follows a redirect on the same host, with the method, the body and the token', async () => {
    use({ token: 't' });
    answer = (response, url) =>
      url.endsWith('/') ? response.writeHead(200).end() : response.writeHead(308, { location: `${url}/` }).end();
    assert.deepEqual(await publish(), { kind: 'done' });
    assert.deepEqual([asked[1]?.line, asked[1]?.headers.authorization], ['POST /iut/publish/', 'Bearer t']);
    assert.equal(asked[1]?.body, asked[0]?.body);
  });

  it('gives up on redirects without an end', async () => {
    answer = (response, url) => response.writeHead(307, { location: `${url}/` }).end();
    assert.match(reason(await publish()), /answered with 307 Temporary Redirect \(not followed to/);
    assert.equal(asked.length, 4);
  });

  it('follows no redirect to another host or port', async () => {
    let strangers = 0;
    const stranger = createServer((_, response) => {
      strangers += 1;
      response.end();
    });
    await once(stranger.listen(0, '127.0.0.1'), 'listening');
    const place = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/iut/publish`;
    respond(307, '', { location: place });
    const outcome = await publish();
    await new Promise((closed) => stranger.close(closed));
    assert.equal(strangers, 0);
    assert.ok(reason(outcome).includes(`not followed to "${place}"`), reason(outcome));
  });

  it('fails on an answer that has no end in sight', async () => {
    respond(200, 'x'.repeat(70_000));
    assert.match(reason(await publish()), /more than 65536 octets/);
  });

  it('is silent when no answer comes in time, and ends the call', async () => {
    const gone = new Promise<void>((resolve) => {
      answer = (response) => response.on('close', resolve);
    });
    assert.deepEqual(await publish(200), {
      kind: 'silent',
      reason: `POST ${base}/publish was not answered within 0.2 s`,
    });
    await gone;
  });

  it('is silent, too, when an answer never ends', async () => {
    answer = (response) => response.write('{');
    assert.equal((await publish(200)).kind, 'silent');
  });

  it('says how to mend it when nothing listens', async () => {
    const free = createRawServer();
    await once(free.listen(0, '127.0.0.1'), 'listening');
    const place = `http://127.0.0.1:${(free.address() as AddressInfo).port}`;
    await new Promise((closed) => free.close(closed));
    use({ base: place });
    const outcome = await publish();
    assert.deepEqual(outcome, {
      kind: 'failed',
      reason: `nothing listens at ${place}: start the program that controls the client, or correct control.base in the IUT file`,
    });
  });

  for (const [name, words, expected] of [
    ['nothing at all', '', /closed the connection without an answer/],
    ['something that is no HTTP', 'SIP/2.0 200 OK\r\n\r\n', /does not answer in HTTP/],
    ['half an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{', /in the middle of its answer/],
  ] as const) {
    it(`fails on ${name}`, async () => {
      const raw = createRawServer((socket) => socket.once('data', () => socket.end(words)));
      await once(raw.listen(0, '127.0.0.1'), 'listening');
      use({ base: `http://127.0.0.1:${(raw.address() as AddressInfo).port}` });
      const outcome = await publish();
      await new Promise((closed) => raw.close(closed));
      assert.equal(outcome.kind, 'failed');
      assert.match(reason(outcome), expected);
    });
  }

  it('speaks of TLS when it is given a plain server for https', async () => {
    use({ base: base.replace('http:', 'https:') });
    assert.match(reason(await publish()), /does not speak TLS: write http: instead of https: in control\.base/);
  });

  it('ends its calls with the run, and asks nothing after that', async () => {
    answer = () => void tester.stop();
    assert.deepEqual(await publish(), { kind: 'failed', reason: 'the run is over' });
    assert.deepEqual(await publish(), { kind: 'failed', reason: 'the run is over' });
    assert.equal(asked.length, 1);
  });

  it('waits for the answer also when the exchange was seen, for it may tell what the user was told', async () => {
    let settle: (settled: Settled) => void = () => {};
    const settled = new Promise<Settled>((resolve) => {
      settle = resolve;
    });
    answer = (response) => {
      settle({ kind: 'seen', differs: [] });
      setImmediate(() => response.end(JSON.stringify(published)));
    };
    assert.deepEqual(await publish(limit, settled), { kind: 'done' });
    assert.equal(told.indications.length, 1);
  });

  it('refuses a file of certificates that is not there', async () => {
    use({ ca: 'no-such.pem' });
    await assert.rejects(
      () => tester.start(),
      (error) =>
        error instanceof HarnessError && error.fault === 'settings-invalid' && /control\.ca/.test(error.message),
    );
  });
});
