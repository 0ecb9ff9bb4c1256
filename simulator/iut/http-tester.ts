import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { HarnessError } from '../core/harness-error';
import type { Millis } from '../core/time';
import type { Settings } from '../settings/settings';
import type { HttpControl } from './control';
import { readAnswer } from './http-answer';
import { callHttp, type HttpResult } from './http-call';
import { LogGate } from './log-gate';
import { requestLine } from './protocol';
import { quoted } from './quoted';
import {
  type IutContext,
  type Operation,
  type Outcome,
  operations,
  type Settled,
  type UpperTester,
} from './upper-tester';

/** Redirects that are followed, to the same host only. */
const MAX_REDIRECTS = 3;

/**
 * A program that takes requests to act over HTTP: `POST BASE/OPERATION` with the JSON of the `process` adapter (design 3.3). A redirect
 * that keeps the method (307, 308) is followed on the same host and port; any other would send the token and the settings of the user
 * to somebody who was not named.
 */
export function httpTester(control: HttpControl, context: IutContext): UpperTester {
  return new HttpTester(control, context);
}

class HttpTester implements UpperTester {
  readonly kind = 'http';
  readonly operations = operations;
  readonly takesSettings = true;
  readonly #control: HttpControl;
  readonly #context: IutContext;
  readonly #log: LogGate;
  readonly #end = new AbortController();
  #ca: string | undefined;

  constructor(control: HttpControl, context: IutContext) {
    this.#control = control;
    this.#context = context;
    this.#log = new LogGate(context.onLog);
  }

  async start(): Promise<void> {
    const { ca, cwd = process.cwd() } = this.#control;
    if (ca !== undefined) this.#ca = readCertificates(resolve(cwd, ca));
  }

  async perform(
    operation: Operation,
    settings: Settings | undefined,
    limit: Millis,
    settled?: Promise<Settled>,
  ): Promise<Outcome> {
    const body = requestLine({ operation, settings }, this.#context);
    const call = new AbortController();
    const stop = () => call.abort();
    this.#end.signal.addEventListener('abort', stop);
    if (this.#end.signal.aborted) stop();
    // What the client still has to say counts, unless nobody listens any more.
    void settled?.then(({ kind }) => kind === 'ended' && stop());
    try {
      return await this.#ask(operationUrl(this.#control.base, operation), body, limit, call.signal);
    } finally {
      this.#end.signal.removeEventListener('abort', stop);
    }
  }

  async stop(): Promise<void> {
    this.killNow();
    this.#log.end();
  }

  killNow(): void {
    this.#end.abort();
  }

  async #ask(first: URL, body: string, limit: Millis, signal: AbortSignal): Promise<Outcome> {
    if (signal.aborted) return { kind: 'failed', reason: 'the run is over' };
    const end = performance.now() + limit;
    let url = first;
    for (let redirects = 0; ; redirects += 1) {
      const left = Math.max(0, end - performance.now());
      const result = await callHttp({ url, body, limit: left, token: this.#control.token, ca: this.#ca, signal });
      const next = redirects < MAX_REDIRECTS ? redirectOf(url, result) : undefined;
      if (next === undefined) return this.#outcomeOf(url, result, limit);
      url = next;
    }
  }

  #outcomeOf(url: URL, result: HttpResult, limit: Millis): Outcome {
    const what = `POST ${url.href}`;
    if (result.kind === 'failed') return result;
    if (result.kind === 'timed-out')
      return { kind: 'silent', reason: `${what} was not answered within ${limit / 1_000} s` };
    const { outcome, indications, log } = readAnswer(what, result);
    for (const indication of indications) this.#context.onIndication(indication);
    for (const text of log) this.#log.write({ text, isCut: false });
    return outcome;
  }
}

/** `BASE/OPERATION`. */
function operationUrl(base: string, operation: Operation): URL {
  return new URL(`${base.replace(/\/+$/, '')}/${operation}`);
}

function redirectOf(from: URL, result: HttpResult): URL | undefined {
  if (result.kind !== 'answered' || (result.status !== 307 && result.status !== 308)) return undefined;
  if (result.location === undefined || !URL.canParse(result.location, from)) return undefined;
  const to = new URL(result.location, from);
  return to.origin === from.origin ? to : undefined;
}

function readCertificates(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch (cause) {
    const { message } = cause as Error;
    throw new HarnessError('settings-invalid', `control.ca: cannot read ${quoted(file)}: ${message}`, { cause });
  }
}
