/** TTCN-3 verdicts; they only get worse in this order. `not-applicable` stands outside it. */
export const verdicts = ['none', 'pass', 'inconc', 'fail', 'error'] as const;
export type Verdict = (typeof verdicts)[number];
export type RequirementVerdict = Verdict | 'not-applicable';

/** The worse of two verdicts (TTCN-3: `none < pass < inconc < fail < error`). */
export function worse(a: Verdict, b: Verdict): Verdict {
  return verdicts.indexOf(a) >= verdicts.indexOf(b) ? a : b;
}
