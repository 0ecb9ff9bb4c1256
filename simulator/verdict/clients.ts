import type { Sighting } from '../checks/sighting';
import { visible } from '../checks/text';
import { formatListener } from '../core/address';
import type { RequirementId } from '../requirements/requirement';
import type { ClientResult } from './result';
import { type RequirementVerdict, type Verdict, worse } from './verdict';

const MAX_CLIENTS = 1_000;

interface Client {
  readonly imAddress: string;
  readonly userAgent: string | undefined;
  readonly source: string;
  readonly verdicts: Map<RequirementId, Verdict>;
}

/** Keeps the clients apart by their IM Address. */
export class Clients {
  readonly #clients = new Map<string, Client>();

  /** Takes a request; `false` when there are too many clients to keep this one apart. */
  saw({ client, imAddress, subject }: Sighting): boolean {
    if (this.#clients.has(client)) return true;
    if (this.#clients.size >= MAX_CLIENTS) return false;
    const { transport, remote } = subject.event;
    const userAgent = subject.message.headers.find(({ key }) => key === 'user-agent')?.value;
    this.#clients.set(client, {
      imAddress: visible(imAddress),
      userAgent: userAgent === undefined ? undefined : visible(userAgent),
      source: formatListener({ transport, ...remote }),
      verdicts: new Map(),
    });
    return true;
  }

  add(client: string, id: RequirementId, verdict: Verdict): void {
    const verdicts = this.#clients.get(client)?.verdicts;
    verdicts?.set(id, worse(verdicts.get(id) ?? 'none', verdict));
  }

  /**
   * @param complete makes the verdicts of all requirements out of those that were seen
   * @param overall the worst verdict of an obligation
   */
  results(
    complete: (seen: ReadonlyMap<RequirementId, Verdict>) => ClientResult['requirements'],
    overall: (verdicts: readonly { readonly id: RequirementId; readonly verdict: RequirementVerdict }[]) => Verdict,
  ): readonly ClientResult[] {
    return [...this.#clients.values()].map(({ imAddress, userAgent, source, verdicts }) => {
      const requirements = complete(verdicts);
      return { imAddress, userAgent, source, verdict: overall(requirements), requirements };
    });
  }
}
