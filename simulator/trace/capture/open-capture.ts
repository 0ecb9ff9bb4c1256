import type { CaptureReader } from './captured';
import { isNdjson, NdjsonCapture } from './ndjson-capture';
import { openBinaryCapture } from './open-binary';
import { TextLog } from './text-log';

/** How many octets `openCapture` wants to see, if the file has as many. */
export const CAPTURE_HEAD = 65_536;

/**
 * A reader for a capture, whatever it is: packets (pcap, pcapng), the trace of an earlier run, else text.
 *
 * @param head the first `CAPTURE_HEAD` octets, or all of a smaller file; they are only looked at, and are to be pushed as well
 */
export function openCapture(head: Buffer): CaptureReader {
  return openBinaryCapture(head) ?? (isNdjson(head) ? new NdjsonCapture() : new TextLog(head));
}
