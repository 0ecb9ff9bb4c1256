import { formatAddress } from '../../core/address';
import { isIms } from '../applies';
import type { FormSubject, JudgeContext, Observation } from '../check';
import { fail, pass } from '../observe';
import { isPlaceOf, UDP_SIZE_LIMIT } from './arrival';
import { unregistered } from './ims';

const met: readonly Observation[] = [pass('arrived at the configured next hop')];
const untold: readonly Observation[] = [pass('nobody told the client a next hop')];

/**
 * The request reaches the next hop that the client was told, over an allowed transport, and in IMS after registration. What RFC 3261
 * §17 and §18, RFC 3581 and TS 24.229 ask of the way has entries of its own, which the items take over. A redirected request goes
 * where the redirection says (RFC 3261 §8.1.3.4).
 */
export function judgeNextHop(subject: FormSubject, context: JudgeContext): readonly Observation[] {
  const address = wrongAddress(subject, context);
  const transport = wrongTransport(subject, context);
  const isEarly = isIms(context) && subject.registration === undefined;
  if (address === undefined && transport === undefined && !isEarly) return context.nextHop === undefined ? untold : met;
  const early = isEarly ? unregistered(subject.message, context) : undefined;
  return [address, transport, early].filter((observation) => observation !== undefined);
}

function wrongAddress(
  { event, message, isRedirected }: FormSubject,
  { nextHop }: JudgeContext,
): Observation | undefined {
  if (nextHop === undefined || isRedirected || isPlaceOf(event.local, nextHop)) return undefined;
  const details = { expected: `next hop ${formatAddress(nextHop)}`, span: message.start.span };
  return fail(`sent to ${formatAddress(event.local)}`, { ...details, actual: formatAddress(event.local) });
}

function wrongTransport({ event, message }: FormSubject, { pics }: JudgeContext): Observation | undefined {
  const { transport } = event;
  if (pics.transports === undefined || pics.transports.includes(transport)) return undefined;
  // Requests above this size go over TCP whatever is configured (RFC 3261 §18.1.1, decision D-14).
  if (transport === 'tcp' && message.span.end - message.span.start > UDP_SIZE_LIMIT) return undefined;
  const expected = `one of the declared transports: ${pics.transports.join(', ')}`;
  return fail(`sent over ${transport}`, { expected, actual: transport, span: message.start.span });
}
