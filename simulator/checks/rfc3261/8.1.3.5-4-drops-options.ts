import { pass } from '../observe';
import { CORRECTION, correctionOf, isRefusedWith } from '../provoked/corrections';
import { demandedAgain, isPreference, rejectedOptions } from '../provoked/dropped-options';
import type { ProvokedCheck, StepOf } from '../provoked/provoked-check';

const badExtension: ReadonlySet<number> = new Set([420]);

/**
 * RFC3261-8.1.3.5-4: after 420 the client demands none of the options in Unsupported again (RFC 3261 §8.1.3.5). `pref` in Proxy-Require belongs
 * to RFC3841-5-1.
 */
export const dropsOptions: ProvokedCheck = {
  requirement: 'RFC3261-8.1.3.5-4',
  on: ['refused'],
  isProvokedBy: (cause) => isRefusedWith(cause, badExtension) && rejectedBy(cause).length > 0,
  window: CORRECTION,
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'refused') return [];
    const retry = correctionOf(episode);
    if (retry === undefined) return isOver ? [{ observation: pass('no further attempt after 420') }] : undefined;
    const breach = demandedAgain(retry.tx, rejectedBy(cause), cause);
    return [{ observation: breach ?? pass('none of the unsupported options'), evidence: retry.tx.event }];
  },
};

function rejectedBy(cause: StepOf<'refused'>) {
  return rejectedOptions(cause).filter((option) => !isPreference(option));
}
