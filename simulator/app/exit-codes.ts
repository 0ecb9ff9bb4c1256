import type { Verdict } from '../verdict/verdict';

/** Exit codes of design 3.1. */
export const exitCodes: Readonly<Record<Verdict, number>> = {
  pass: 0,
  fail: 1,
  none: 2,
  inconc: 2,
  error: 3,
};
