import { isIPv6 } from 'node:net';
import { type Address, formatAddress, type ListenerTransport } from '../core/address';
import { HarnessError } from '../core/harness-error';

/** `UDP 127.0.0.1:5060`, how messages for people name a socket. */
export function nameSocket(transport: ListenerTransport, address: Address): string {
  return `${transport.toUpperCase()} ${formatAddress(address)}`;
}

/** The system's code of an error, such as `EADDRINUSE`. */
function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What the system said, without a stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The error for a place that cannot be listened on: `address-in-use`, `address-unavailable` or `socket-failed`. */
export function bindFailure(transport: ListenerTransport, local: Address, cause: unknown): HarnessError {
  const where = nameSocket(transport, local);
  const [loopback, wildcard] = isIPv6(local.host) ? ['::1', '::'] : ['127.0.0.1', '0.0.0.0'];
  const unavailable = (text: string) => new HarnessError('address-unavailable', `${where} ${text}`, { cause });
  switch (codeOf(cause)) {
    case 'EADDRINUSE': {
      const advice = 'end that program, or listen on another port (port 0 takes any free one)';
      return new HarnessError('address-in-use', `${where} is in use by another program: ${advice}`, { cause });
    }
    case 'EADDRNOTAVAIL':
      return unavailable(
        `cannot be used: ${local.host} is not an address of this machine; ` +
          `listen on ${loopback}, or on ${wildcard} for all addresses of this machine`,
      );
    case 'EACCES':
    case 'EPERM':
      return unavailable('needs a privilege that this process does not have: choose a port from 1024 on');
    case 'EAFNOSUPPORT':
      return unavailable('cannot be used: this machine does not have that address family; listen on 127.0.0.1');
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
      return unavailable(`cannot be used: the host name "${local.host}" is not known; give an IP address`);
    default:
      return new HarnessError('socket-failed', `${where} cannot be opened: ${messageOf(cause)}`, { cause });
  }
}
