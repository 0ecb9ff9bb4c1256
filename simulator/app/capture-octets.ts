import { access, constants, type FileHandle, open, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { createGunzip } from 'node:zlib';
import { HarnessError } from '../core/harness-error';

/** Octets of a file, or of standard input, in order. */
export interface OctetSource {
  /** As people call it. */
  readonly name: string;
  /** Octets of the file on the disk; `undefined` where nobody knows. */
  readonly size: number | undefined;
  readonly isPacked: boolean;
  /** Octets that were taken from the disk so far. */
  readonly taken: () => number;
  /** Unpacked, in chunks that nobody else holds on to. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Why the chunks ended before the file did; known when they have ended. */
  readonly problem: () => string | undefined;
}

/** What is read from the disk, and unpacked, at once. */
const chunkSize = 64 * 1024;
/** What is unpacked at once: 1 kB of gzip can hold 1 MB. */
const packedPiece = 8 * 1024;

const whyUnreadable: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder, not a file',
  EACCES: 'no permission to read it',
  ENOTDIR: 'a part of its path is no folder',
};

/**
 * Opens a file, or standard input for `-`, and unpacks it where it is gzip.
 * @throws HarnessError `usage` when it cannot be read.
 */
export async function openOctets(path: string): Promise<OctetSource> {
  const file = path === '-' ? undefined : await openFile(path);
  const size = await file?.stat().then((stat) => (stat.isFile() ? stat.size : undefined));
  let taken = 0;
  let problem: string | undefined;
  const counted = counting(file === undefined ? process.stdin : octetsOf(file), (octets) => {
    taken += octets;
  });
  const first = await counted.next();
  const isPacked = first.value !== undefined && first.value[0] === 0x1f && first.value[1] === 0x8b;
  const raw = again(first, counted);
  const stop = (why: string) => {
    problem = why;
  };
  return {
    name: path === '-' ? 'standard input' : path,
    size,
    isPacked,
    taken: () => taken,
    chunks: withoutFailure(isPacked ? unpacked(raw, stop) : raw, stop),
    problem: () => problem,
  };
}

/**
 * Says whether a file can be read, without a look into it: it may be a pipe.
 * @throws HarnessError `usage` when it cannot.
 */
export async function refuseUnreadable(path: string): Promise<void> {
  if (path === '-') return;
  try {
    await access(path, constants.R_OK);
    if ((await stat(path)).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** Files that are so long, in octets, are worth a second thread. */
const long = 4 * 1024 * 1024;
/** How many times more text of messages holds than what is packed of it. */
const packing = 8;

/** Whether files hold much to judge; of what is no file nobody knows, so that it may. */
export async function isLong(paths: readonly string[]): Promise<boolean> {
  if (availableParallelism() < 2) return false;
  const sizes = await Promise.all(paths.map(likelySize));
  return sizes.reduce((sum, size) => sum + size, 0) >= long;
}

async function likelySize(path: string): Promise<number> {
  const found = path === '-' ? undefined : await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return Number.POSITIVE_INFINITY;
  return path.endsWith('.gz') ? found.size * packing : found.size;
}

async function openFile(path: string): Promise<FileHandle> {
  await refuseUnreadable(path);
  return open(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
}

function unreadable(path: string, cause: unknown): HarnessError {
  if (cause instanceof HarnessError) return cause;
  const { code = '', message } = cause as NodeJS.ErrnoException;
  return new HarnessError('usage', `cannot read ${path}: ${whyUnreadable[code] ?? message}`, { cause });
}

async function* octetsOf(handle: FileHandle): AsyncGenerator<Buffer> {
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafeSlow(chunkSize);
      const { bytesRead } = await handle.read(chunk, 0, chunkSize, null);
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function* counting(chunks: AsyncIterable<Buffer>, count: (octets: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
}

/** Puts back what was taken to look at. */
async function* again(first: IteratorResult<Buffer>, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

/** A disk that fails in the middle ends the file; what came before it counts. */
async function* withoutFailure(chunks: AsyncIterable<Buffer>, stop: (why: string) => void): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (error) {
    stop(`it could not be read to its end: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Unpacks gzip, members that follow one another included (RFC 1952 §2.2), up to where it is damaged. */
async function* unpacked(chunks: AsyncIterable<Buffer>, stop: (why: string) => void): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize });
  const ready: Buffer[] = [];
  let failure: Error | undefined;
  let goOn = () => {};
  gunzip.on('data', (chunk: Buffer) => ready.push(chunk));
  gunzip.on('error', (error) => {
    failure = error;
    goOn();
  });
  // After an error nobody calls back.
  const waitFor = (start: (done: () => void) => void) =>
    new Promise<void>((done) => {
      goOn = done;
      start(done);
    });
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length && failure === undefined; at += packedPiece) {
      await waitFor((done) => gunzip.write(chunk.subarray(at, at + packedPiece), done));
      yield* ready.splice(0);
    }
    if (failure !== undefined) break;
  }
  if (failure === undefined) {
    await waitFor((done) => gunzip.once('close', done).end());
  }
  yield* ready.splice(0);
  if (failure !== undefined) stop(`its gzip data are damaged or cut off (${(failure as Error).message})`);
}
