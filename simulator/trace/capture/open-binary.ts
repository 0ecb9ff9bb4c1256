import type { Buffer } from 'node:buffer';
import { BinaryReader } from './binary-reader';
import type { CaptureReader } from './captured';
import { openPcap } from './pcap';
import { openPcapng } from './pcapng';

/**
 * A reader for a capture file of packets, by its first octets (four are enough); `undefined` when they are neither those of pcap nor
 * those of pcapng. The head is looked at only: it has to be pushed like all of the file.
 */
export function openBinaryCapture(head: Buffer): CaptureReader | undefined {
  const format = openPcap(head) ?? openPcapng(head);
  return format === undefined ? undefined : new BinaryReader(format);
}
