import { type Answer, describeFailure, isSuccess } from './answer';
import { type Draft, withHeader } from './draft';
import { associatedIdentity } from './im-address';
import type { Remembered } from './memory';
import type { Outcome } from './order';
import { putOffFor } from './patience';
import { registerDraft } from './requests';
import { firstOf, type Head, listOf, paramOf } from './rows';
import type { Correction } from './session';
import type { Work } from './work';

/**
 * Registers for that many seconds, or with 0 takes the registration back (RFC 3261 §10.2). The Service-Route of the 200
 * replaces the old one (RFC 3608 §6.1); 423 is answered once with the interval that the registrar asks for (§10.2.8).
 */
export async function register(work: Work, seconds: number): Promise<Outcome> {
  const remembered = work.memory.recall(work.user);
  const { answer, draft, cseq } = await work.session.send(
    registerDraft({ ...work, remembered }, seconds),
    longerInterval(seconds),
  );
  work.memory.remember(work.user, { ...work.memory.recall(work.user), registerCseq: cseq });
  if (!isSuccess(answer)) {
    return { ok: false, message: describeFailure('REGISTER', work.server, answer), ...putOffFor(answer) };
  }
  const asked = Number(draft.headers.find(([name]) => name === 'Expires')?.[1]);
  keepRegistration(work, answer, seconds);
  if (seconds > 0) work.granted('register', grantedSeconds(work.contact, answer, asked));
  const flowTimer = Number(firstOf(answer.head, 'flow-timer'));
  if (seconds > 0 && flowTimer > 0) work.keepFlow(flowTimer);
  if (seconds > 0 && isFromIms(answer.head)) work.registeredInIms();
  return { ok: true };
}

function longerInterval(seconds: number): Correction {
  let isRaised = false;
  return ({ status, head }: Answer, refused: Draft) => {
    const minimum = Number(firstOf(head, 'min-expires'));
    if (status !== 423 || isRaised || seconds === 0 || !(minimum > seconds)) return undefined;
    isRaised = true;
    return { ...withHeader(refused, 'Expires', String(minimum)), cseq: refused.cseq + 1 };
  };
}

function keepRegistration(work: Work, { head }: Answer, seconds: number): void {
  const { contact: _contact, identity: _identity, isInIms: _isInIms, ...remembered } = work.memory.recall(work.user);
  const wrong = new Set(work.faults.flatMap(({ ims }) => ims ?? []));
  if (seconds === 0) {
    work.memory.remember(work.user, { ...remembered, serviceRoute: [] });
    return;
  }
  const identity = wrong.has('uses barred identity') ? undefined : associatedIdentity(work.imAddress, head);
  const named = listOf(head, 'service-route');
  const keepsOld = wrong.has('keeps old Service-Route') && remembered.serviceRoute.length > 0;
  const registered: Remembered = {
    ...remembered,
    contact: work.contact,
    serviceRoute: keepsOld ? remembered.serviceRoute : named,
    ...(identity !== undefined && { identity }),
    ...(isFromIms(head) && { isInIms: true as const }),
  };
  work.memory.remember(work.user, registered);
}

/** The expires parameter of our Contact, else Expires, else what was asked for (RFC 3261 §10.2.4). */
function grantedSeconds(contact: string, { head }: Answer, asked: number): number {
  const ours = listOf(head, 'contact').find((value) => value.includes(`<${contact}>`));
  const granted = Number((ours && paramOf(ours, 'expires')) ?? firstOf(head, 'expires') ?? asked);
  return Number.isFinite(granted) ? granted : asked;
}

/** Only the core of an IMS names associated identities (TS 24.229 §5.4.1.2.2). */
function isFromIms(head: Head): boolean {
  return listOf(head, 'p-associated-uri').length > 0;
}
