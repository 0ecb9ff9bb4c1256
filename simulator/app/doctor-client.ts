import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatAddress } from '../core/address';
import type { Operation } from '../iut/upper-tester';
import { isRequest } from '../sip/message';
import type { MessageEvent } from '../trace/event';
import { type Check, checksOf, type Found } from './doctor-check';
import { onEnding } from './endings';
import type { Iut } from './iut';
import { randomIds, realClock } from './real-world';
import type { Stimulus } from './stimulation';
import { TestSession } from './test-session';
import { upperTesterFor } from './upper-tester';

/** The least that a client can be asked for comes first. */
const harmless: readonly Operation[] = ['register', 'retrieve', 'publish', 'refresh'];
/** What is kept of a client that floods, in messages and lines. */
const most = 200;

/** What one operation brought. */
export interface Tried {
  readonly stimulus: Stimulus;
  readonly server: string;
  readonly seconds: number;
  readonly messages: readonly MessageEvent[];
  /** What the client wrote. */
  readonly log: readonly string[];
}

/**
 * Starts the client, makes it do one harmless operation against a short-lived server, and looks for it on the wire.
 * @public loaded only when the client is asked to act
 * @throws HarnessError where the server cannot be opened.
 */
export async function clientCheck(iut: Iut): Promise<Check> {
  const stateFolder = mkdtempSync(join(tmpdir(), 'imconf-state-'));
  const messages: MessageEvent[] = [];
  const log: string[] = [];
  let session: TestSession | undefined;
  let ended: string | undefined;
  const release = onEnding((signal) => {
    ended = `ended by ${signal}`;
    session?.interrupt(ended);
  });
  try {
    session = await TestSession.open({
      iut,
      clock: realClock,
      ids: randomIds,
      strict: false,
      upperTester: (server, onIndication) =>
        upperTesterFor(iut.control, {
          server,
          imAddress: iut.imAddress,
          ...iut.credentials,
          stateFolder,
          onIndication,
          onLog: (line) => log.length < most && log.push(line),
        }),
      onEvent: (event) => event.kind === 'message' && messages.length < most && messages.push(event),
    });
    if (ended !== undefined) session.interrupt(ended);
    const { operations } = session.upperTester;
    const operation = harmless.find((each) => operations.includes(each)) ?? 'register';
    const begun = realClock.now();
    const stimulus = await session.stimulate(operation);
    const seconds = (realClock.now() - begun) / 1_000;
    const tried = { stimulus, server: session.server, seconds, messages: [...messages], log };
    await session.close();
    return judgeTry(tried);
  } finally {
    release();
    await session?.close().catch(() => undefined);
    rmSync(stateFolder, { recursive: true, force: true });
  }
}

/** Puts into words what came of the operation. */
export function judgeTry(tried: Tried): Check {
  const { stimulus, server, seconds, messages } = tried;
  const { operation, outcome, isComplete } = stimulus;
  const found = checksOf('client', 'client');
  const arrived = messages.filter(({ direction }) => direction === 'in');
  const [first] = arrived;
  if (first === undefined) return unseen(tried, found);
  const status = lastStatus(messages);
  const source = `from ${formatAddress(first.remote)} over ${first.transport.toUpperCase()}`;
  const wire = `${operation}: ${arrived.length} message${arrived.length === 1 ? '' : 's'} ${source}, last answer ${status ?? 'none'}`;
  if (!isComplete) {
    const why = stimulus.reason === undefined ? '' : `; ${stimulus.reason}`;
    return found('FAIL', `${wire}: the exchange was not finished${why}`, adviceFor(status));
  }
  if (status !== undefined && status >= 300) return found('FAIL', wire, adviceFor(status));
  if (outcome === 'failed' || outcome === 'silent') {
    return found('FAIL', `${wire}, but ${stimulus.reason}`, confirmAdvice);
  }
  return found('ok', `${wire}, ${seconds.toFixed(1)} s, at ${server}`);
}

const confirmAdvice = 'the client did it; let what controls it say so, as the README describes for its kind of control';

function unseen({ stimulus, server, log }: Tried, found: Found): Check {
  const { operation, outcome, reason } = stimulus;
  const last = log.length === 0 ? '' : `; it wrote last: ${log.slice(-2).join(' / ').slice(0, 200)}`;
  const advice = `let the client send to ${server} (it is told so with each operation); look at its log and at firewalls`;
  if (outcome === 'done') {
    return found('FAIL', `${operation}: the client says that it did, and nothing arrived at ${server}${last}`, advice);
  }
  return found('FAIL', `${operation}: ${reason ?? 'nothing came of it'}${last}`, advice);
}

function adviceFor(status: number | undefined): string {
  if (status === 401 || status === 407) {
    return 'the client does not answer the challenge: give it the credentials of the IUT file, or leave them out there';
  }
  if (status === 403 || status === 404)
    return 'im_address and home_domain of the IUT file have to be those of the client';
  return 'imconf run shows the messages; start with that report';
}

/** The last final response that the server gave. */
function lastStatus(messages: readonly MessageEvent[]): number | undefined {
  const answers = messages.flatMap(({ direction, parsed }) => {
    if (direction !== 'out' || !parsed.ok || isRequest(parsed.message)) return [];
    return parsed.message.start.status >= 200 ? [parsed.message.start.status] : [];
  });
  return answers.at(-1);
}
