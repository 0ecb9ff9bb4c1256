import { otherRequest } from './other-request';
import type { Outlet } from './outlet';
import { t4 } from './timers';

interface Kept {
  readonly outlet: Outlet;
  readonly until: number;
}

/** The transactions in state Completed, for T4 over UDP (Timer K, RFC 3261 §17.1.2.2): copies of final responses end here. */
export class Completed {
  readonly #acknowledges: boolean;
  readonly #kept = new Map<string, Kept>();

  /** `acknowledges` is the fault: an ACK for a copy, as only INVITE has it. */
  constructor(acknowledges: boolean) {
    this.#acknowledges = acknowledges;
  }

  keep(branch: string, outlet: Outlet): void {
    const now = Date.now();
    for (const [oldest, { until }] of this.#kept) {
      if (until > now) break;
      this.#kept.delete(oldest);
    }
    this.#kept.set(branch, { outlet, until: now + t4 });
  }

  copyCame(branch: string): void {
    const kept = this.#kept.get(branch);
    if (this.#acknowledges && kept !== undefined && kept.until > Date.now())
      kept.outlet.sendBeside(otherRequest(kept.outlet.text, 'ACK'));
  }
}
