import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatAddress } from '../../core/address';
import { parserFor } from '../message-event';
import type { CaptureCounts, Captured, CapturedMessage, CaptureReader } from './captured';
import { CAPTURE_HEAD, openCapture } from './open-capture';

/** What came of a whole file. */
export interface Result {
  readonly found: readonly Captured[];
  readonly messages: readonly CapturedMessage[];
  readonly counts: CaptureCounts;
}

/** Octets of a file of the corpus. */
export function corpusFile(name: string): Buffer {
  return readFileSync(join(__dirname, 'corpus', name));
}

/** Reads a file in one piece, or in pieces that end at the given places. */
export function readAll(file: Buffer | string, cuts: readonly number[] = []): Result {
  const octets = Buffer.from(file as string);
  return drain(openCapture(octets.subarray(0, CAPTURE_HEAD)), octets, cuts);
}

function drain(reader: CaptureReader, file: Buffer, cuts: readonly number[]): Result {
  const places = [...new Set([0, ...cuts.map((cut) => Math.min(cut, file.length)), file.length])].sort((a, b) => a - b);
  const pieces = places.map((place, index) => file.subarray(place, places[index + 1] ?? file.length));
  const found = [...pieces.flatMap((piece) => [...reader.push(piece)]), ...reader.end()];
  const messages = found.filter((captured): captured is CapturedMessage => captured.kind === 'message');
  return { found, messages, counts: reader.counts };
}

/** One message as a line: what was read, what is unknown, and every defect that the parser finds. */
export function describeMessage(message: CapturedMessage): string {
  const { captureFrame, at, transport, source, destination, writer, bytes } = message;
  const parsed = parserFor(transport)(bytes);
  const start = parsed.ok ? parsed.message.start : undefined;
  const flags = (['truncated', 'addressesUnknown', 'timeUnknown', 'lineEndsUnknown'] as const).filter(
    (flag) => message[flag],
  );
  const defects = parsed.ok ? parsed.message.defects.map(({ message: text }) => text) : [parsed.problem.message];
  return [
    `${captureFrame} ${at.toFixed(3)} ${transport} ${formatAddress(source)} -> ${formatAddress(destination)}`,
    start === undefined ? 'no SIP' : start.kind === 'request' ? start.method : `${start.status}`,
    `${bytes.length} octets`,
    ...(writer === undefined ? [] : [`written by the ${writer}`]),
    ...flags,
    ...defects,
  ].join(', ');
}
