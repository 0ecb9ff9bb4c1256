import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Millis } from '../core/time';
import { describeHttpProblem } from './http-problem';

/** Octets of an answer that are kept; events are short. */
export const MAX_ANSWER = 64 * 1024;

/** One request. */
export interface HttpCall {
  readonly url: URL;
  /** JSON to be posted; without it the request is a GET. */
  readonly body?: string;
  readonly limit: Millis;
  readonly token?: string | undefined;
  /** Certificates in PEM that are trusted for https. */
  readonly ca?: string | undefined;
  /** Ends the call at once. */
  readonly signal: AbortSignal;
}

/** What came of it. */
export type HttpResult =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly phrase: string;
      readonly location: string | undefined;
      readonly body: string;
      /** Whether the body was longer than what is kept. */
      readonly isCut: boolean;
    }
  | { readonly kind: 'timed-out' }
  /** No whole answer; `reason` says what to do. */
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Sends the request on a connection of its own, so that none that the other side has closed in the meantime is used, and reads the
 * answer up to `MAX_ANSWER`. Resolves within the limit; never rejects.
 */
export function callHttp(call: HttpCall): Promise<HttpResult> {
  return new Promise((resolve) => {
    const { url, body, limit, signal } = call;
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(url, optionsOf(call));
    const settle = (result: HttpResult) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(result); // without effect when there was a result
      request.destroy();
    };
    const stop = () => settle({ kind: 'failed', reason: 'the run is over' });
    const timer = setTimeout(() => settle({ kind: 'timed-out' }), limit);
    signal.addEventListener('abort', stop);
    let isAnswering = false;
    request.on('response', (answer) => {
      isAnswering = true;
      read(answer, settle);
    });
    request.on('error', (error) => settle({ kind: 'failed', reason: describeHttpProblem(url, error) }));
    request.on('close', () => {
      const when = isAnswering ? 'in the middle of its answer' : 'without an answer';
      settle({ kind: 'failed', reason: `${url.origin} closed the connection ${when}` });
    });
    request.end(body);
  });
}

function optionsOf({ body, token, ca }: HttpCall): RequestOptions & { ca?: string } {
  return {
    method: body === undefined ? 'GET' : 'POST',
    agent: false,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      accept: 'application/json',
      'accept-encoding': 'identity',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(ca !== undefined && { ca }),
  };
}

function read(answer: IncomingMessage, settle: (result: HttpResult) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  const answered = (isCut: boolean) =>
    settle({
      kind: 'answered',
      status: answer.statusCode ?? 0,
      phrase: answer.statusMessage ?? '',
      location: answer.headers.location,
      body: Buffer.concat(chunks).toString('utf8', 0, MAX_ANSWER),
      isCut,
    });
  answer.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_ANSWER) answered(true);
  });
  answer.on('end', () => answered(false));
  answer.on('error', () => undefined); // the request closes, and says so
}
