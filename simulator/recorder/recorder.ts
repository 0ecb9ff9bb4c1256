import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HarnessError } from '../core/harness-error';
import type { TraceEvent } from '../trace/event';
import { encodeEvent, encodeHeader, type TraceContext } from '../trace/ndjson';
import { PcapngEncoder } from '../trace/pcapng';
import { BatchWriter, outputFailed } from './batch-writer';

/** Names of the two files in the run folder (design 3.4). */
export const traceFiles = { ndjson: 'trace.ndjson', pcapng: 'trace.pcapng' } as const;

/**
 * Writes the trace of a run while it happens, as `trace.ndjson` and `trace.pcapng`. Both are readable up to the last whole event
 * whenever the process is killed; the last 50 ms may be missing.
 */
export class Recorder {
  readonly #ndjson: BatchWriter;
  readonly #pcapng: BatchWriter;
  readonly #packets: PcapngEncoder;

  private constructor(ndjson: BatchWriter, pcapng: BatchWriter, packets: PcapngEncoder) {
    this.#ndjson = ndjson;
    this.#pcapng = pcapng;
    this.#packets = packets;
  }

  /**
   * Makes the folder and the files; files of that name are replaced. `onFailure` hears of a disk that fails later on, at most once
   * for each file; `close` rejects then.
   * @throws HarnessError `output-failed` that names the path.
   */
  static async open(
    folder: string,
    header: TraceContext,
    onFailure: (error: HarnessError) => void = () => {},
  ): Promise<Recorder> {
    await mkdir(folder, { recursive: true }).catch((cause: Error) => {
      throw outputFailed(folder, cause);
    });
    const ndjson = await BatchWriter.open(join(folder, traceFiles.ndjson), onFailure);
    const pcapng = await BatchWriter.open(join(folder, traceFiles.pcapng), onFailure).catch(async (error: unknown) => {
      await ndjson.close();
      throw error;
    });
    const packets = new PcapngEncoder();
    ndjson.push(Buffer.from(`${encodeHeader(header)}\n`));
    pcapng.push(packets.header());
    return new Recorder(ndjson, pcapng, packets);
  }

  /** Octets that wait in memory to be written into both files; it grows while the disk is slower than the traffic. */
  get backlog(): number {
    return this.#ndjson.backlog + this.#pcapng.backlog;
  }

  /** Takes an event; messages have to come in the order of their frames, so that packet N of the capture is frame N. */
  record(event: TraceEvent): void {
    this.#ndjson.push(Buffer.from(`${encodeEvent(event)}\n`));
    if (event.kind === 'message') this.#pcapng.push(this.#packets.packet(event));
  }

  /**
   * Writes what is left and closes the files.
   * @throws HarnessError `output-failed` when a write failed, now or before.
   */
  async close(): Promise<void> {
    const ends = await Promise.allSettled([this.#ndjson.close(), this.#pcapng.close()]);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }
}
