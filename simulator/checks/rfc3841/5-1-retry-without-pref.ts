import { fail, pass } from '../observe';
import { CORRECTION, correctionOf, isRefusedWith } from '../provoked/corrections';
import { demandedAgain, isPreference, rejectedOptions } from '../provoked/dropped-options';
import type { ProvokedCheck } from '../provoked/provoked-check';

const badExtension: ReadonlySet<number> = new Set([420]);

/**
 * RFC3841-5-1: a client whose Proxy-Require: pref was refused with 420 tries again without it (RFC 3841 §5), with its caller preferences or
 * without. Of a capture nobody knows what the user wanted: no retry is no breach there.
 */
export const retryWithoutPref: ProvokedCheck = {
  requirement: 'RFC3841-5-1',
  on: ['refused'],
  isProvokedBy: (cause) =>
    isRefusedWith(cause, badExtension) && cause.tx.kind !== 'register' && rejectedOptions(cause).some(isPreference),
  window: CORRECTION,
  judge(episode) {
    const { cause, isOver, isDriven } = episode;
    if (cause.kind !== 'refused') return [];
    const retry = correctionOf(episode);
    if (retry !== undefined) {
      const breach = demandedAgain(retry.tx, rejectedOptions(cause).filter(isPreference), cause);
      return [{ observation: breach ?? pass('a new attempt without pref'), evidence: retry.tx.event }];
    }
    if (!isOver) return undefined;
    const { frame: otherFrame } = cause.event;
    const text = `no new attempt after the 420 of frame ${otherFrame}, which rejects pref`;
    return isDriven ? [{ observation: fail(text, { actual: 'no further request', otherFrame }) }] : [];
  },
};
