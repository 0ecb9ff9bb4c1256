import type { Answer } from './answer';
import type { Draft } from './draft';
import { newToken } from './token';
import type { Work } from './work';

/** The fault: a new SUBSCRIBE every second when one was not answered (compare RFC 3261 §8.1.3.1: a timeout counts as 408). */
export function stormAfterTimeout(work: Work, draft: Draft, { local, status, heldFor }: Answer): void {
  const attempts = work.faults.find((fault) => fault.stormsAfterTimeout !== undefined)?.stormsAfterTimeout ?? 0;
  if (!local || heldFor !== undefined || (status !== 408 && status !== 503)) return;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const send = () => {
      if (!work.session.isClosed) void work.session.send({ ...draft, callId: newToken(), fromTag: newToken() });
    };
    setTimeout(send, attempt * 1000).unref();
  }
}
