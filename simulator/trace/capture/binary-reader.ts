import type { Buffer } from 'node:buffer';
import { ByteQueue } from './byte-queue';
import type { Captured, CaptureReader } from './captured';
import { Counts } from './counts';
import { PacketDecoder } from './decoder';
import { Packet } from './packet';

/**
 * What a step through a file gave: a packet, another record that Wireshark gives a number, something else, nothing before more
 * octets come, or the end of what can be read, with the reason.
 */
export type FileStep = 'packet' | 'record' | 'other' | 'more' | { readonly damage: string };

/** Reads the records of one file format. */
export interface FileFormat {
  /** Reads the next record from the front of the queue; a packet goes into `packet`. */
  next(queue: ByteQueue, packet: Packet): FileStep;
}

/** How much of a chunk is taken at once, so that a file may also come in one piece without being copied as a whole. */
const SLICE = 256 * 1024;

/** Reads a capture of packets. Where the file is damaged so that no further record can be found, the rest is left out. */
export class BinaryReader implements CaptureReader {
  readonly counts = new Counts();
  readonly #format: FileFormat;
  readonly #queue = new ByteQueue();
  readonly #packet = new Packet();
  readonly #decoder = new PacketDecoder(this.counts);
  #isDamaged = false;

  constructor(format: FileFormat) {
    this.#format = format;
  }

  push(chunk: Buffer): readonly Captured[] {
    for (let from = 0; from < chunk.length && !this.#isDamaged; from += SLICE) {
      this.#queue.append(chunk, from, Math.min(from + SLICE, chunk.length));
      this.#read();
    }
    return this.#decoder.found();
  }

  end(): readonly Captured[] {
    if (this.#queue.length > 0) this.counts.refuse({ reason: 'a last record that the end of the file cuts off' });
    this.#queue.clear();
    this.#isDamaged = true;
    this.#decoder.end();
    return this.#decoder.found();
  }

  #read(): void {
    for (;;) {
      const step = this.#format.next(this.#queue, this.#packet);
      if (step === 'more') return;
      if (step === 'packet' || step === 'record') this.#number(step);
      else if (step !== 'other') {
        this.#stop(step.damage);
        return;
      }
    }
  }

  #number(step: 'packet' | 'record'): void {
    this.#packet.frame += 1;
    if (step === 'record') return;
    this.counts.packets += 1;
    this.#decoder.take(this.#packet);
  }

  #stop(damage: string): void {
    this.#isDamaged = true;
    this.#queue.clear();
    this.counts.refuse({ reason: `the rest of the file, behind packet ${this.#packet.frame}: ${damage}` });
  }
}
