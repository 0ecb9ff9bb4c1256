import { Buffer } from 'node:buffer';

// The octets of packets, most significant first. Behind the end all are 0, so that nothing here throws.

export function u16(bytes: Buffer, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}

/** 32 bits as a signed number: small integers cost nothing, and equality is all that is asked of most of them. */
export function i32(bytes: Buffer, at: number): number {
  return (
    ((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)
  );
}

/** 16 bits of a file in its own byte order. */
export function fileU16(bytes: Buffer, at: number, isLittle: boolean): number {
  const word = u16(bytes, at);
  return isLittle ? ((word & 0xff) << 8) | (word >>> 8) : word;
}

/** 32 bits of a file in its own byte order. */
export function fileU32(bytes: Buffer, at: number, isLittle: boolean): number {
  if (!isLittle) return i32(bytes, at) >>> 0;
  return (
    (((bytes[at + 3] as number) << 24) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 1] as number) << 8) |
      (bytes[at] as number)) >>>
    0
  );
}

/** A copy that stays when the file is read on. */
export function copyOf(bytes: Buffer, start: number, end: number): Buffer {
  const copy = Buffer.allocUnsafe(end - start);
  bytes.copy(copy, 0, start, end);
  return copy;
}
