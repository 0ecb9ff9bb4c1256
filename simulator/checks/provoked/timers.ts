import type { Millis } from '../../core/time';
import { defaultPixit, type Pixit } from '../../requirements/configuration';
import type { JudgeContext } from '../check';

/** The timers of the non-INVITE client transaction (RFC 3261 §17.1.2.2). */
export interface Timers {
  readonly t1: Millis;
  readonly t2: Millis;
}

/** Table 7.8 of TS 24.229: between terminal and P-CSCF over the radio access. */
export const imsTimers: Timers = { t1: 2_000, t2: 16_000 };
/** The defaults of RFC 3261, table 4. */
export const defaultTimers: Timers = { t1: defaultPixit.t1_ms, t2: defaultPixit.t2_ms };

/** PIXIT, with the defaults where nobody stated anything. */
export function pixitOf({ pixit }: JudgeContext): Pixit {
  return pixit === undefined ? defaultPixit : { ...defaultPixit, ...pixit };
}

/**
 * The timers that are right for a client: those that PIXIT states; else those of RFC 3261, or in an IMS core, unless the access is
 * declared as fixed, those of TS 24.229 as well: that a client has the others there, TS24229-7.7-1 tells.
 */
export function timersOf(context: JudgeContext): readonly Timers[] {
  const stated = statedTimers(context);
  if (stated !== undefined) return [stated];
  return mayBeRadio(context) ? [defaultTimers, imsTimers] : [defaultTimers];
}

/** The longest ones that are right for a client: how long to wait for what it does. */
export function longestTimers(context: JudgeContext): Timers {
  return timersOf(context).at(-1) ?? defaultTimers;
}

/** The timers that PIXIT states, where they are others than the defaults. */
export function statedTimers(context: JudgeContext): Timers | undefined {
  const { t1_ms: t1, t2_ms: t2 } = pixitOf(context);
  return t1 === defaultTimers.t1 && t2 === defaultTimers.t2 ? undefined : { t1, t2 };
}

/** An IMS core whose access is not declared as fixed. */
export function mayBeRadio({ pics }: JudgeContext): boolean {
  return pics.sip_ip_core === 'ims' && pics.access_profile !== 'fixed';
}

/** The gap before the n-th copy, counted from 1, as long as no response came (Timer E). */
export function gapBefore(copy: number, { t1, t2 }: Timers): Millis {
  return Math.min(t1 * 2 ** (copy - 1), t2);
}

/** Timers B and F: 64 times T1. */
export function timerF({ t1 }: Timers): Millis {
  return 64 * t1;
}

/** The earliest moment at which a client may take a request for timed out. */
export function earliestTimeout(context: JudgeContext): Millis {
  const [shortest = defaultTimers] = timersOf(context);
  return toleranceOf(timerF(shortest), context).early;
}

/** The earliest and the latest moment for something that is due after a time. The tester itself may be late by some 100 ms. */
export function toleranceOf(nominal: Millis, context: JudgeContext): { readonly early: Millis; readonly late: Millis } {
  const { early, late, late_ms } = pixitOf(context).timer_tolerance;
  return { early: nominal * early, late: nominal * late + late_ms + LATE_TESTER };
}

const LATE_TESTER: Millis = 200;
