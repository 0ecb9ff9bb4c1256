import { requirementOf } from '../requirements/catalogue';
import type { RequirementId } from '../requirements/requirement';
import { requirementsIn } from './planned-requirements';
import { allSituations, type Situated, type SituationOptions, type SituationOutcome } from './situations.fixture';

/** What the reference client is played with: each situation over the transport, in the core and by the rules that its scenarios need. */
export interface Play {
  readonly planned: Situated;
  readonly options: SituationOptions;
}

/** The situations of all features. */
export async function allPlays(): Promise<readonly Play[]> {
  return (await allSituations()).map((planned) => ({ planned, options: optionsFor(planned) }));
}

/** What is to be said against a client that does all that it has to, and the entries that its situation did not bring about. */
export function blameIn({ planned }: Play, { findings, seen, inapplicable }: SituationOutcome): readonly string[] {
  const broken = [...findings].filter(([, text]) => !text.startsWith('info')).map(([id, text]) => `${id} ${text}`);
  const owed = planned.isOptional ? [] : planned.decides;
  const unseen = owed.filter((id) => !seen.has(id) && !inapplicable.has(id)).map((id) => `${id} not seen`);
  return [...broken, ...unseen].map((text) => `a server that ${planned.behavior}, ${planned.act}: ${text}`);
}

/** TCP, IMS, a tel URI and RFC 6665 where the scenarios ask for them. */
function optionsFor({ tags }: Situated): SituationOptions {
  return {
    ...(tags.includes('@tcp') && { transport: 'tcp' as const }),
    ...(tags.includes('@PICS_TEL') && { imAddress: 'tel:+12015550123' }),
    ...((tags.includes('@PICS_IMS') || requirementsIn(tags).some(isOfIms)) && { core: coreFor(tags) }),
    ...(requirementsIn(tags).some(isOfRfc6665) && { events: 'rfc6665' as const }),
  };
}

function isOfRfc6665(id: RequirementId): boolean {
  return requirementOf(id).appliesIf === 'rfc6665';
}

/** IMS AKA only for what is about that alone. */
function coreFor(tags: readonly string[]): 'ims' | 'ims-aka' {
  return requirementsIn(tags).some((id) => requirementOf(id).appliesIf === 'ims-aka') ? 'ims-aka' : 'ims';
}

function isOfIms(id: RequirementId): boolean {
  return requirementOf(id).appliesIf?.startsWith('ims') ?? false;
}
