import { procedures } from '../checks/applies';
import type { FormEvent, Observation, Registration, Subject, SubjectKind } from '../checks/check';
import { FORMS, type Form } from '../checks/form';
import type { Sighting } from '../checks/sighting';
import type { Address } from '../core/address';
import { Recent } from '../core/recent';
import type { Operation, SettingValues } from '../trace/event';
import type { PassedOnce, Passes } from './ledger';
import type { Planned } from './plan';

/** What the checks made of the first request of a form, under the same circumstances. */
export interface Judged {
  /** Whether the checks have looked at it. */
  isComplete: boolean;
  /** The checks that have to look at each request. */
  readonly again: Planned[];
  /** What all others said, which holds for every request of the form: that it passes, perhaps with a remark. */
  readonly passes: Passes & { readonly verdicts: PassedOnce[] };
  readonly around: Circumstances;
}

/** Under what a form was judged: all that a check of the form may look at besides the octets, or that follows from it. */
interface Circumstances {
  readonly kind: SubjectKind;
  readonly registration: Registration | undefined;
  readonly hasStrayToTag: true | undefined;
  readonly operation: Operation | undefined;
  readonly settings: SettingValues | undefined;
  readonly remote: Address;
  readonly local: Address;
  readonly flags: number;
}

/** Remembers what requests of one form pass, so that only what differs between them is looked at again. */
export class JudgedForms {
  readonly #known = new Recent<Judged, Form>(FORMS);

  /** What is known of the form of a request; nothing of one that came never before, and it is not complete for the next one. */
  of(sighting: Sighting): Judged | undefined {
    const { form, subject, stimulus, client } = sighting;
    // What a redirection asked for holds for this request alone.
    if (form === undefined || subject.isRedirected) return undefined;
    const known = this.#known.get(form);
    if (known !== undefined && isAlike(known, sighting)) return known;
    const passes = { procedure: procedures[subject.kind], stimulus, client, verdicts: [], times: 0 };
    const judged = { isComplete: false, again: [], passes, around: circumstancesOf(subject) };
    this.#known.set(form, judged);
    return judged;
  }
}

/** Whether an observation is nothing but a pass. */
export function isPlainPass({ outcome, awaits }: Observation): boolean {
  return outcome === 'pass' && awaits === undefined;
}

function isAlike({ around, passes }: Judged, { subject, stimulus, client }: Sighting): boolean {
  const { kind, event, registration, hasStrayToTag } = subject;
  return (
    passes.stimulus === stimulus &&
    passes.client === client &&
    around.kind === kind &&
    around.operation === subject.stimulus?.operation &&
    around.settings === subject.stimulus?.settings &&
    around.registration === registration &&
    around.hasStrayToTag === hasStrayToTag &&
    around.remote.port === event.remote.port &&
    around.remote.host === event.remote.host &&
    around.local.port === event.local.port &&
    around.local.host === event.local.host &&
    around.flags === flagsOf(event)
  );
}

function circumstancesOf({ kind, event, stimulus, registration, hasStrayToTag }: Subject): Circumstances {
  const { remote, local } = event;
  const { operation, settings } = stimulus ?? {};
  const flags = flagsOf(event);
  return { kind, registration, hasStrayToTag, operation, settings, remote, local, flags };
}

function flagsOf({ truncated, addressesUnknown, lineEndsUnknown }: FormEvent): number {
  return (truncated ? 1 : 0) + (addressesUnknown ? 2 : 0) + (lineEndsUnknown ? 4 : 0);
}
