import type { Fault } from './fault';
import type { Memory } from './memory';
import type { Indication, Order } from './order';
import type { Session } from './session';
import type { Terminal } from './terminal';

/** What a procedure works with: the session, the memory of this user, the faults. */
export interface Work extends Order {
  readonly session: Session;
  readonly memory: Memory;
  /** Key of the user in the memory. */
  readonly user: string;
  readonly contact: string;
  readonly faults: readonly Fault[];
  readonly terminal: Terminal | undefined;
  /** Whether registration, publication and flow are kept alive. */
  readonly keepsAlive: boolean;
  readonly indicate: (indication: Indication) => void;
  /** The server granted that many seconds. */
  readonly granted: (what: 'register' | 'refresh', seconds: number) => void;
  /** The server wants keep-alives at least every so many seconds (Flow-Timer, RFC 5626 §4.4). */
  readonly keepFlow: (seconds: number) => void;
  /** The 200 to REGISTER came from an IMS. */
  readonly registeredInIms: () => void;
}
