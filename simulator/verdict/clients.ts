import type { Procedure } from '../checks/check';
import type { Sighting } from '../checks/sighting';
import { visible } from '../checks/text';
import { formatListener } from '../core/address';
import { catalogue } from '../requirements/catalogue';
import type { RequirementId } from '../requirements/requirement';
import type { ClientResult } from './result';
import { type RequirementVerdict, type Verdict, verdicts, worse } from './verdict';

const MAX_CLIENTS = 1_000;
const procedures: readonly Procedure[] = ['publish', 'retrieve', 'other'];

/** What was seen of a client: the worst verdict of the entry at a place of the catalogue, in some procedures or in all. */
export type ClientVerdicts = (ordinal: number, within?: readonly Procedure[]) => Verdict;

interface Client {
  readonly imAddress: string;
  userAgent: string | undefined;
  readonly source: string;
  /** For each entry and procedure the place of the verdict in `verdicts`. */
  readonly ranks: Uint8Array;
}

/** Keeps the clients apart by their IM Address. */
export class Clients {
  readonly #clients = new Map<string, Client>();
  /** The one that sent the message before, nearly always. */
  #last: { readonly key: string; readonly client: Client } | undefined;

  /** Takes a request; `false` when there are too many clients to keep this one apart. */
  saw({ client, imAddress, subject }: Sighting): boolean {
    const known = this.#find(client);
    if (known === undefined && subject.kind === 'other-request') return true;
    if (known !== undefined && known.userAgent !== undefined) return true;
    const field = subject.message.headers.find(({ key }) => key === 'user-agent');
    const userAgent = field === undefined ? undefined : visible(field.value);
    if (known !== undefined) {
      known.userAgent = userAgent;
      return true;
    }
    if (this.#clients.size >= MAX_CLIENTS) return false;
    const { transport, remote } = subject.event;
    this.#clients.set(client, {
      imAddress: visible(imAddress),
      userAgent,
      source: formatListener({ transport, ...remote }),
      ranks: new Uint8Array(catalogue.length * procedures.length),
    });
    return true;
  }

  add(key: string, ordinal: number, procedure: Procedure, verdict: Verdict): void {
    const client = this.#find(key);
    if (client === undefined) return;
    const at = ordinal * procedures.length + procedures.indexOf(procedure);
    const rank = verdicts.indexOf(verdict);
    if (rank > (client.ranks[at] ?? 0)) client.ranks[at] = rank;
  }

  /**
   * @param complete makes the verdicts of all requirements out of those that were seen
   * @param overall the worst verdict of an obligation
   */
  results(
    complete: (seen: ClientVerdicts) => ClientResult['requirements'],
    overall: (verdicts: readonly { readonly id: RequirementId; readonly verdict: RequirementVerdict }[]) => Verdict,
  ): readonly ClientResult[] {
    return [...this.#clients.values()].map(({ imAddress, userAgent, source, ranks }) => {
      const requirements = complete((ordinal, within = procedures) => verdictIn(ranks, ordinal, within));
      return { imAddress, userAgent, source, verdict: overall(requirements), requirements };
    });
  }

  #find(key: string): Client | undefined {
    if (this.#last?.key === key) return this.#last.client;
    const client = this.#clients.get(key);
    if (client !== undefined) this.#last = { key, client };
    return client;
  }
}

function verdictIn(ranks: Uint8Array, ordinal: number, within: readonly Procedure[]): Verdict {
  return within.reduce<Verdict>((verdict, procedure) => {
    const rank = ranks[ordinal * procedures.length + procedures.indexOf(procedure)] ?? 0;
    return worse(verdict, verdicts[rank] ?? 'none');
  }, 'none');
}
