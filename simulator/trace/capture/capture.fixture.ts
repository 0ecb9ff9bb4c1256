import type { CaptureCounts, Captured, CapturedMessage, CapturedOther } from './captured';
import { pcap, type Shot } from './file.fixture';
import { openBinaryCapture } from './open-binary';

/** What came of a file. */
export interface Reading {
  readonly captured: readonly (CapturedMessage | CapturedOther)[];
  readonly messages: readonly CapturedMessage[];
  readonly counts: CaptureCounts;
}

/** Reads a file, in chunks of `size` octets. */
export function read(file: Buffer, size = file.length): Reading {
  const reader = openBinaryCapture(file);
  if (reader === undefined) throw new Error('neither pcap nor pcapng');
  const all: Captured[] = [];
  for (let from = 0; from < file.length; from += Math.max(size, 1)) {
    // A chunk is used again, as a reader of files may do.
    const chunk = Buffer.from(file.subarray(from, from + Math.max(size, 1)));
    all.push(...reader.push(chunk));
    chunk.fill(0xee);
  }
  all.push(...reader.end());
  const captured = all.filter((item) => item.kind !== 'trace-event');
  const messages = captured.filter((item) => item.kind === 'message');
  return { captured, messages, counts: { ...reader.counts } };
}

/** The frames of the messages that a file gives before its end. */
export function framesBeforeEnd(file: Buffer): number[] {
  const found = openBinaryCapture(file)?.push(file) ?? [];
  return found.map(({ captureFrame }) => captureFrame);
}

/** Reads packets of raw IP. */
export function readPackets(packets: readonly Shot[]): Reading {
  return read(pcap(packets));
}

/** The messages as text. */
export function texts({ messages }: Reading): string[] {
  return messages.map(({ bytes }) => bytes.toString('latin1'));
}
