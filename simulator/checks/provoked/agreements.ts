import type { SipRequest } from '../../sip/message';
import { firstField } from '../../sip/message';
import { securityValues } from '../common/security-values';
import { ownCopy } from '../own-copy';
import { removesBindings } from '../registrations';
import type { SecurityOffer } from './credentials-seen';
import type { ClientTransaction, ServerResponse } from './provoked-check';

/** What identifies a request as a repeat of the one before. */
interface Request {
  readonly callId: number;
  readonly method: string;
}

interface Agreement extends Request, Omit<SecurityOffer, 'isAnswer'> {
  /** Where the request arrived that was refused. */
  readonly host: string;
  readonly former: readonly string[] | undefined;
  /** The client sent Security-Client, or mirrored the offer. */
  isTakenUp: boolean;
  isCompleted: boolean;
  isAnswered: boolean;
}

/** The security agreement of one client with the server (RFC 3329 §2.3.1). */
export class Agreements {
  #agreement: Agreement | undefined;

  /** Takes a refusal with Security-Server. */
  refused({ message, event }: ClientTransaction, response: ServerResponse, request: Request): void {
    const server = securityValues(response.message, 'security-server');
    if (server === undefined || server.length === 0) return;
    const offered = firstField(message, 'security-client') ?? firstField(message, 'security-verify');
    const { status } = response;
    this.#agreement = {
      ...request,
      server: server.map(ownCopy),
      former: this.#agreement?.server,
      frame: response.event.frame,
      status,
      host: event.local.host,
      isTakenUp: offered !== undefined,
      isCompleted: false,
      isAnswered: false,
    };
  }

  /** Takes a 2xx. */
  accepted({ message }: ClientTransaction): void {
    const agreement = this.#agreement;
    if (agreement === undefined) return;
    if (message.start.method === 'REGISTER' && removesBindings(message)) this.#agreement = undefined;
    else if (agreement.isTakenUp && agreement.isAnswered) agreement.isCompleted = true;
  }

  /** The offer that a request has to mirror. */
  behind(message: SipRequest, host: string, { callId, method }: Request): SecurityOffer | undefined {
    const agreement = this.#agreement;
    if (agreement === undefined || agreement.host !== host) return undefined;
    const isSame = agreement.callId === callId && agreement.method === method;
    const mirrors = firstField(message, 'security-verify') !== undefined;
    if (method === 'REGISTER' && !mirrors && !isSame) {
      // A registration that begins anew, as after a restart.
      this.#agreement = undefined;
      return undefined;
    }
    const isAnswer = isSame && !agreement.isAnswered;
    if (isAnswer) agreement.isAnswered = true;
    if (mirrors) agreement.isTakenUp = true;
    const { server, frame, status, isCompleted } = agreement;
    return { server, former: isCompleted ? undefined : agreement.former, frame, status, isCompleted, isAnswer };
  }
}
