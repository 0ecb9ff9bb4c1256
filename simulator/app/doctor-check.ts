import { visible } from '../reporters/visible';

/** Who has to mend it: whoever wrote the file or looks after this machine, the maker of the client, or the makers of this tester. */
export type Concern = 'configuration' | 'client' | 'tester';

/** What one look found, in words for people. */
export interface Check {
  readonly level: 'ok' | 'warn' | 'FAIL';
  readonly concern: Concern;
  readonly what: string;
  readonly value: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** A subject of checks: `found('ok', '127.0.0.1:5060')`. */
export type Found = (level: Check['level'], value: string, advice?: string) => Check;

export function checksOf(what: string, concern: Concern): Found {
  return (level, value, advice) => ({ level, concern, what, value, ...(advice !== undefined && { advice }) });
}

/** `FAIL listener: udp:127.0.0.1:5060 is in use — end that program`; one line, whatever the value holds. */
export function checkLine({ level, what, value, advice }: Check): string {
  const rest = advice === undefined ? '' : ` — ${advice}`;
  return visible(`${level.padEnd(4)} ${what}: ${value}${rest}`);
}

/** Exit codes of `imconf doctor`: what the configuration gets wrong comes first, for nobody can judge the client before that. */
const codes: Readonly<Record<Concern, number>> = { tester: 3, configuration: 64, client: 2 };

/** 0 when nothing failed; warnings are allowed. */
export function exitCodeOf(checks: readonly Check[]): number {
  const failed = checks.filter(({ level }) => level === 'FAIL').map(({ concern }) => concern);
  const worst = (['tester', 'configuration', 'client'] as const).find((concern) => failed.includes(concern));
  return worst === undefined ? 0 : codes[worst];
}
