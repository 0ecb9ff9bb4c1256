import type { CaptureCounts } from './captured';

/** Why a packet gives no message. Without a reason it simply carries something else than SIP. */
export interface Refusal {
  readonly reason?: string;
}

/** Something else than SIP. */
export const notSip: Refusal = {};
export const cutHeaders: Refusal = { reason: 'packets cut off inside their headers' };
export const brokenHeaders: Refusal = { reason: 'packets with headers that contradict themselves' };

/** The capture holds less of a message than its start line. */
export const tooLittle: Refusal = { reason: 'messages of which too little was captured' };

/** The counts of one capture while it is read. */
export class Counts implements CaptureCounts {
  packets = 0;
  messages = 0;
  notSip = 0;
  readonly unreadable: Record<string, number> = {};

  /** Counts a packet, or a part of the file, that gave nothing. */
  refuse({ reason }: Refusal): void {
    if (reason === undefined) this.notSip += 1;
    else this.unreadable[reason] = (this.unreadable[reason] ?? 0) + 1;
  }
}
