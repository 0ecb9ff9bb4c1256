import { networkInterfaces } from 'node:os';
import { formatListener, type Listener } from '../core/address';
import { HarnessError } from '../core/harness-error';
import { countConnections } from '../transport/connection-counter';
import { listenPair } from '../transport/pair';
import type { TransportEvents } from '../transport/transport';
import { type Check, checksOf } from './doctor-check';
import type { PlaceOf } from './doctor-places';
import type { Iut } from './iut';

const deaf: TransportEvents = {
  arrived() {},
  connected() {},
  disconnected() {},
  failed() {},
};

/** Whether the server can listen where it is to, and whether the client can send there. */
export async function portChecks(iut: Iut, placeOf: PlaceOf): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const listener of [iut.listen, ...iut.alsoListen]) {
    checks.push((await bindProblem(listener, placeOf)) ?? reachCheck(listener, iut, placeOf));
  }
  return checks;
}

async function bindProblem(listener: Listener, placeOf: PlaceOf): Promise<Check | undefined> {
  try {
    const pair = await listenPair(listener, () => deaf, { connections: 1 }, countConnections());
    await Promise.all([pair.udp.close(), pair.tcp.close()]);
    return undefined;
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    const found = checksOf('listener', 'configuration');
    return found('FAIL', `${formatListener(listener)}${placeOf('pixit', 'listen')}`, error.message);
  }
}

/** What a client elsewhere needs; the firewall of this machine cannot be asked without rights that nobody should need. */
function reachCheck(listener: Listener, iut: Iut, placeOf: PlaceOf): Check {
  const found = checksOf('listener', 'configuration');
  const place = placeOf('pixit', 'listen');
  const text = `${formatListener(listener)}${listener.port === 0 ? ' (any free port)' : ''}${place}`;
  if (isLoopback(listener.host)) {
    if (!mayBeElsewhere(iut)) return found('ok', `${text}, on UDP and TCP; programs of this machine reach it`);
    const advice = `if the client runs elsewhere, name an address of this machine in pixit.listen: ${ownAddresses()}`;
    return found('warn', `${text} is reached from this machine only`, advice);
  }
  if (isWildcard(listener.host) && !isToldAnother(iut)) {
    const advice = `name the address that the client reaches in pixit.listen: ${ownAddresses()}`;
    return found('warn', `${text}: the client would be told an address that it cannot send to`, advice);
  }
  if (listener.port === 0) {
    return found('warn', text, 'choose a port, so that a firewall can let it in, such as 5060');
  }
  return found(
    'ok',
    `${text}, on UDP and TCP`,
    `let UDP and TCP port ${listener.port} in if this machine has a firewall`,
  );
}

function isToldAnother({ outboundProxy, withoutEffect }: Iut): boolean {
  return outboundProxy !== undefined && !withoutEffect.includes('pixit.outbound_proxy');
}

/** Programs that we start are on this machine. */
function mayBeElsewhere({ control }: Iut): boolean {
  if (control.kind === 'http') return !isLoopback(new URL(control.base).hostname.replace(/^\[|\]$/g, ''));
  return control.kind === 'manual' || control.kind === 'none';
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function ownAddresses(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const outward = all.filter(({ internal, scopeid }) => !internal && !scopeid).map(({ address }) => address);
  return outward.length === 0 ? 'this machine has none but loopback' : outward.slice(0, 4).join(', ');
}
