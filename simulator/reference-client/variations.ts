import { type Draft, headerOf, withHeader } from './draft';
import type { Fault } from './fault';

/** Unusual behaviour that breaks nothing: some entries show only with it. */
export const variations: readonly Fault[] = [
  variation('proxy-requires-pref', 'asks the proxy for caller preferences, and goes without them after 420', {
    publish: requiringPref,
    subscribe: requiringPref,
  }),
  variation('event-with-id', 'has an id on the Event of SUBSCRIBE (RFC 3265 §7.2.1)', {
    subscribe: (draft) => withHeader(draft, 'Event', `${headerOf(draft, 'Event')};id=7`),
  }),
  variation('no-rport', 'sends its requests without rport', { request: (draft) => ({ ...draft, noRport: true }) }),
  {
    name: 'subscribes-for-an-hour',
    requirement: '6.1.1.2-5',
    outcome: 'fail',
    needs: 'long-lived',
    description: 'does not fetch but subscribes for an hour, and refreshes in the dialog',
    subscribe: (draft) => withHeader(draft, 'Expires', '3600'),
    longLived: 'right',
  },
];

function variation(name: string, description: string, deed: Partial<Fault>): Fault {
  return { ...deed, name, requirement: [], outcome: 'none', description };
}

function requiringPref(draft: Draft): Draft {
  return withHeader(draft, 'Proxy-Require', 'pref');
}
