import type { Outcome } from './order';
import { registerDraft } from './requests';
import { firstOf, listOf, paramOf } from './rows';
import { describeFailure, type Exchange, isSuccess } from './session';
import type { Work } from './work';

/**
 * Registers for that many seconds, or with 0 takes the registration back (RFC 3261 §10.2). The Service-Route of the 200 is
 * kept (RFC 3608 §6.1); 423 is answered once with the interval that the registrar asks for (§10.2.8).
 */
export async function register(work: Work, seconds: number): Promise<Outcome> {
  let { answer } = await send(work, seconds);
  const minimum = Number(firstOf(answer.head, 'min-expires'));
  if (answer.status === 423 && seconds > 0 && minimum > seconds) ({ answer } = await send(work, minimum));
  if (!isSuccess(answer)) return { ok: false, message: describeFailure('REGISTER', work.server, answer) };
  const { contact: _old, ...remembered } = work.memory.recall(work.user);
  const registered =
    seconds > 0 ? { contact: work.contact, serviceRoute: listOf(answer.head, 'service-route') } : { serviceRoute: [] };
  work.memory.remember(work.user, { ...remembered, ...registered });
  if (seconds > 0) work.granted('register', grantedSeconds(work.contact, answer, seconds));
  return { ok: true };
}

async function send(work: Work, seconds: number): Promise<Exchange> {
  const remembered = work.memory.recall(work.user);
  const exchange = await work.session.send(registerDraft({ ...work, remembered }, seconds));
  work.memory.remember(work.user, { ...remembered, registerCseq: exchange.cseq });
  return exchange;
}

/** The expires parameter of our Contact, else Expires, else what was asked for (RFC 3261 §10.2.4). */
function grantedSeconds(contact: string, { head }: Exchange['answer'], asked: number): number {
  const ours = listOf(head, 'contact').find((value) => value.includes(`<${contact}>`));
  const granted = Number((ours && paramOf(ours, 'expires')) ?? firstOf(head, 'expires') ?? asked);
  return Number.isFinite(granted) ? granted : asked;
}
