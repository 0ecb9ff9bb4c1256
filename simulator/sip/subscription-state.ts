import { Cursor } from './cursor';
import type { HeaderField, Read } from './message';
import type { Params } from './params';
import { paramNamed, readParams, tokenValue } from './params';
import { shown } from './shown';

export interface SubscriptionState {
  /** In lower case: `active`, `pending`, `terminated` or another token. */
  readonly state: string;
  readonly params: Params;
  /** In lower case. */
  readonly reason?: string;
  readonly expires?: number;
}

/** Subscription-State = substate-value *(SEMI subexp-params) (RFC 6665 §8.4) */
export function readSubscriptionState(field: HeaderField): Read<SubscriptionState> {
  const cursor = Cursor.of(field);
  return cursor.result(subscriptionState(cursor), 'Subscription-State');
}

function subscriptionState(cursor: Cursor): SubscriptionState | undefined {
  const state = cursor.token();
  if (state === undefined) return cursor.fail('substate-value', 'the state of the subscription is missing');
  const params = readParams(cursor);
  if (params === undefined) return undefined;
  const reason = tokenValue(params, 'reason');
  const expires = paramNamed(params, 'expires');
  if (expires !== undefined && !/^[0-9]+$/.test(expires.value ?? '')) {
    return cursor.failAt(
      'delta-seconds',
      `expires ${shown(expires.value ?? '')} is no number of seconds`,
      expires.span,
    );
  }
  return {
    state: state.toLowerCase(),
    params,
    ...(reason === undefined ? {} : { reason: reason.toLowerCase() }),
    ...(expires === undefined ? {} : { expires: Number(expires.value) }),
  };
}
