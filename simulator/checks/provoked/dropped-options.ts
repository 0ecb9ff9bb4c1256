import type { Observation } from '../check';
import { fail } from '../observe';
import { optionsIn } from './corrections';
import type { ClientTransaction, StepOf } from './provoked-check';

/** A row of a request that demands extensions of others. */
export type Demanding = 'require' | 'proxy-require';
const demanding: readonly Demanding[] = ['require', 'proxy-require'];

/** An option tag of a request that a 420 lists as unsupported. */
export interface Rejected {
  readonly key: Demanding;
  readonly tag: string;
}

/** The option tags that a request demands and its 420 lists. */
export function rejectedOptions({ tx, response }: StepOf<'refused'>): readonly Rejected[] {
  const unsupported = optionsIn(response.message, 'unsupported');
  return demanding.flatMap((key) =>
    [...optionsIn(tx.message, key).keys()].filter((tag) => unsupported.has(tag)).map((tag) => ({ key, tag })),
  );
}

/** Caller preferences have an entry of their own (RFC 3841 §5). */
export function isPreference({ key, tag }: Rejected): boolean {
  return key === 'proxy-require' && tag === 'pref';
}

/** What is to be said of a request that demands a rejected option again. */
export function demandedAgain(
  { message }: ClientTransaction,
  rejected: readonly Rejected[],
  { event: { frame: otherFrame } }: StepOf<'refused'>,
): Observation | undefined {
  for (const { key, tag } of rejected) {
    const field = optionsIn(message, key).get(tag);
    if (field === undefined) continue;
    return fail(`${field.name} names ${tag}, which the 420 of frame ${otherFrame} rejected`, {
      otherFrame,
      span: field.span,
    });
  }
  return undefined;
}
