import type { Requirement } from './requirement';
import { messages } from './rfc3261/7-messages';
import { requests } from './rfc3261/8-requests';
import { responses } from './rfc3261/8-responses';
import { serverSide } from './rfc3261/8-server-side';
import { registrations } from './rfc3261/10-registrations';
import { dialogs } from './rfc3261/12-dialogs';
import { transactions } from './rfc3261/17-transactions';
import { transport } from './rfc3261/18-transport';
import { headerFields } from './rfc3261/20-header-fields';
import { statusCodes } from './rfc3261/21-status-codes';
import { authentication } from './rfc3261/22-authentication';
import { rfc3265 } from './rfc3265';
import { rfc3325 } from './rfc3325';
import { rfc3327 } from './rfc3327';
import { rfc3329 } from './rfc3329';
import { rfc3581 } from './rfc3581';
import { rfc3608 } from './rfc3608';
import { rfc3840 } from './rfc3840';
import { rfc3841 } from './rfc3841';
import { changeAndRemoval } from './rfc3903/4-change-and-removal';
import { initialAndRefresh } from './rfc3903/4-initial-and-refresh';
import { publication } from './rfc3903/4-publication';
import { publishResponses } from './rfc3903/5-responses';
import { rfc4320 } from './rfc4320';
import { eventPackage } from './rfc4354/5-event-package';
import { settingsDocument } from './rfc4354/6-document';
import { rfc5626 } from './rfc5626';
import { rfc5876 } from './rfc5876';
import { subscribing } from './rfc6665/4.1.2-subscribing';
import { notifications } from './rfc6665/4.1.3-notifications';
import { further } from './rfc6665/4.2-8-further';
import { rfc7118 } from './rfc7118';
import { rfc7315 } from './rfc7315';
import { rfc7616 } from './rfc7616';
import { rfc8760 } from './rfc8760';
import { settingsPublish } from './settings-publish';
import { settingsRetrieval } from './settings-retrieval';
import { imsRegistration } from './ts24229/5.1.1-registration';
import { imsRequests } from './ts24229/5.1.2a-requests';

const entries = [
  ...settingsPublish,
  ...settingsRetrieval,
  ...messages,
  ...requests,
  ...responses,
  ...serverSide,
  ...registrations,
  ...dialogs,
  ...transactions,
  ...transport,
  ...headerFields,
  ...statusCodes,
  ...authentication,
  ...rfc3581,
  ...rfc4320,
  ...rfc5626,
  ...rfc7118,
  ...rfc7616,
  ...rfc8760,
  ...publication,
  ...initialAndRefresh,
  ...changeAndRemoval,
  ...publishResponses,
  ...rfc3265,
  ...subscribing,
  ...notifications,
  ...further,
  ...rfc3841,
  ...rfc3840,
  ...eventPackage,
  ...settingsDocument,
  ...rfc3325,
  ...rfc5876,
  ...imsRegistration,
  ...imsRequests,
  ...rfc3608,
  ...rfc3327,
  ...rfc3329,
  ...rfc7315,
] as const;

/** The id of an entry that exists; a mistyped id does not compile. */
export type RequirementId = (typeof entries)[number]['id'];

/** An entry of the catalogue. */
export type CatalogueEntry = Requirement & { readonly id: RequirementId };

/** Every numbered requirement that clients are judged by: the change request in its order, then what it rests on. */
export const catalogue: readonly CatalogueEntry[] = entries;

const byId: ReadonlyMap<RequirementId, CatalogueEntry> = new Map(catalogue.map((entry) => [entry.id, entry]));

/** The entry of an id. */
export function requirementOf(id: RequirementId): CatalogueEntry {
  const entry = byId.get(id);
  if (entry === undefined) throw new RangeError(`no requirement has the id ${JSON.stringify(id)}`);
  return entry;
}

/**
 * The requirement that a sentence states, word for word as in the catalogue.
 * @throws RangeError when none, or more than one, is stated so
 */
export function requirementStating(statement: string): RequirementId {
  const [entry, ...others] = catalogue.filter((one) => one.statement === statement);
  if (entry !== undefined && others.length === 0) return entry.id;
  throw new RangeError(`${others.length === 0 ? 'no requirement states' : 'several requirements state'}: ${statement}`);
}
