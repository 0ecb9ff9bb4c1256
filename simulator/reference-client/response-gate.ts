import type { Transport } from './address';
import type { Fault } from './fault';
import { firstOf, type Head, listOf, paramOf } from './rows';

/** Which transaction of this client a response belongs to. */
export interface Match {
  readonly branch: string;
  /** `undefined`: the fault, which does not look at it. */
  readonly method: string | undefined;
}

/**
 * Which responses are taken in: with one Via value only (RFC 3261 §8.1.3.3), whose sent-by is our own (§18.1.2), and then
 * those whose branch and CSeq method belong to a transaction (§17.1.3), which the caller looks up.
 */
export class ResponseGate {
  readonly #sentBy: string;
  readonly #takes: ReadonlySet<Fault['takes']>;
  readonly #deafTo: readonly NonNullable<Fault['deafTo']>[];

  constructor(sentBy: string, faults: readonly Fault[]) {
    this.#sentBy = sentBy.toLowerCase();
    this.#takes = new Set(faults.flatMap(({ takes }) => takes ?? []));
    this.#deafTo = faults.flatMap(({ deafTo }) => deafTo ?? []);
  }

  /** @returns the transaction of a response, or `undefined` where it is dropped. `open` are the branches not answered yet. */
  admit(head: Head, transport: Transport, open: readonly string[]): Match | undefined {
    const vias = listOf(head, 'via');
    const top = vias[0] ?? '';
    const sentBy = /^SIP\s*\/\s*2\.0\s*\/\s*\w+\s+([^\s;]+)/i.exec(top)?.[1]?.toLowerCase();
    const branch = paramOf(top, 'branch') ?? '';
    const method = /\s(\S+)$/.exec(firstOf(head, 'cseq') ?? '')?.[1] ?? '';
    if (vias.length !== 1 && !this.#takes.has('two vias')) return undefined;
    if (sentBy !== this.#sentBy && !this.#takes.has('foreign sent-by')) return undefined;
    if (this.#deafTo.some((isDeaf) => isDeaf(head, transport))) return undefined;
    const adopted = this.#takes.has('any branch') && !open.includes(branch) ? open[0] : undefined;
    return { branch: adopted ?? branch, method: this.#takes.has('any method') ? undefined : method };
  }
}
