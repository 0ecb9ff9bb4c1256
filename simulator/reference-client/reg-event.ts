import { isSuccess } from './answer';
import { regSubscribeDraft } from './requests';
import { firstOf, paramOf } from './rows';
import type { Subscription } from './subscription';
import type { Work } from './work';

/**
 * Subscribes to the reg event package of the identity in use, as a terminal does after its initial registration in an IMS (TS
 * 24.229 §5.1.1.3). What the NOTIFYs say is answered 200 and not read: this client has one Contact, whose end it learns from
 * the registrar.
 */
export async function subscribeToReg(work: Work): Promise<void> {
  if (work.faults.some(({ ims }) => ims?.includes('no reg subscription'))) return;
  const draft = regSubscribeDraft({ ...work, remembered: work.memory.recall(work.user) });
  const { subscriptions } = work.session;
  const { callId, fromTag } = draft;
  const subscription: Subscription = { callId, fromTag, event: 'reg', takesAnyBody: true, notified: () => undefined };
  subscriptions.add(subscription);
  const { answer } = await work.session.send(draft);
  if (!isSuccess(answer)) subscriptions.remove(subscription, 'refused');
  else subscriptions.accepted(subscription, paramOf(firstOf(answer.head, 'to') ?? '', 'tag'));
}
