import type { JudgedFile } from '../reporters/run-report';
import type { Captured, CaptureReader } from '../trace/capture/captured';
import { isNdjson } from '../trace/capture/ndjson-capture';
import { CAPTURE_HEAD, openCapture } from '../trace/capture/open-capture';
import { decodeHeader } from '../trace/ndjson-decode';
import { type OctetSource, openOctets } from './capture-octets';
import { readTraceHeader, type TraceHeader } from './passive-trace-header';

/** Formats by their first octets, as people call them: both byte orders, and times in micro- and nanoseconds. */
const magics: readonly (readonly [string, string])[] = [
  ['0a0d0d0a', 'pcapng'],
  ['a1b2c3d4', 'pcap'],
  ['d4c3b2a1', 'pcap'],
  ['a1b23c4d', 'pcap'],
  ['4d3cb2a1', 'pcap'],
];

/** Who gets what is found. */
export interface CaptureSink {
  /** Gets messages and what else matters, in the order of the file. */
  take(found: readonly Captured[]): void;
  /** Told after every chunk: how much of the file is done, from 0 to 1, where that is known. Reading goes on when it is over. */
  pause(done: number | undefined): Promise<void> | undefined;
  /** Whether to leave the rest of the file alone. */
  isEnough(): boolean;
}

/** A file to judge: its format is known, its messages are still to come. */
export class CaptureFile {
  readonly name: string;
  /** As people call it. */
  readonly format: string;
  /** What an earlier run says of itself at the head of its `trace.ndjson`. */
  readonly header: TraceHeader | undefined;
  readonly #octets: OctetSource;
  readonly #head: Buffer;
  readonly #rest: AsyncIterator<Buffer>;

  private constructor(octets: OctetSource, head: Buffer, rest: AsyncIterator<Buffer>) {
    const header = headerIn(head);
    this.name = octets.name;
    this.header = header;
    this.format = formatOf(head) + (octets.isPacked ? ' (gzip)' : '');
    this.#octets = octets;
    this.#head = head;
    this.#rest = rest;
  }

  /**
   * Opens a file, or standard input for `-`, and looks at its head.
   * @throws HarnessError `usage` when it cannot be read.
   */
  static async open(path: string): Promise<CaptureFile> {
    const octets = await openOctets(path);
    const rest = octets.chunks[Symbol.asyncIterator]();
    const head: Buffer[] = [];
    for (let length = 0; length < CAPTURE_HEAD; ) {
      const { done, value } = await rest.next();
      if (done) break;
      head.push(value);
      length += value.length;
    }
    return new CaptureFile(octets, Buffer.concat(head), rest);
  }

  /** Reads the file to its end, or up to where it can be read. */
  async read(sink: CaptureSink): Promise<JudgedFile> {
    const reader = openCapture(this.#head);
    sink.take(reader.push(this.#head));
    await sink.pause(this.#done());
    while (!sink.isEnough()) {
      const { done, value } = await this.#rest.next();
      if (done) break;
      sink.take(reader.push(value));
      await sink.pause(this.#done());
    }
    sink.take(reader.end());
    return this.#judged(reader);
  }

  #done(): number | undefined {
    const { size, taken } = this.#octets;
    return size === undefined || size === 0 ? undefined : Math.min(taken() / size, 1);
  }

  #judged({ counts }: CaptureReader): JudgedFile {
    const { packets, messages, notSip, unreadable } = counts;
    const problem = this.#octets.problem();
    const { name, format } = this;
    return { name, format, packets, messages, notSip, unreadable, ...(problem !== undefined && { problem }) };
  }
}

function formatOf(head: Buffer): string {
  const first = head.subarray(0, 4).toString('hex');
  return magics.find(([magic]) => magic === first)?.[1] ?? (isNdjson(head) ? 'trace.ndjson' : 'text');
}

/** The first line of a trace of ours. */
function headerIn(head: Buffer): TraceHeader | undefined {
  const end = head.indexOf('\n');
  const line = head.subarray(0, end < 0 ? head.length : end);
  if (!line.subarray(0, 64).includes('"imconf"')) return undefined;
  const read = decodeHeader(line.toString('utf8'));
  return 'context' in read ? readTraceHeader(read.context) : undefined;
}
