import { withHeader } from './draft';
import type { Fault } from './fault';
import { type SettingKey, type Settings, settingKeys } from './settings';
import {
  anonymous,
  type Change,
  noPreferredIdentity,
  noRoute,
  otherOriginator,
  otherRequestUri,
  serverRequestUri,
  setHeader,
  swappedRoute,
  wrongNextHop,
} from './shared-faults';

/** Faults of the retrieval procedure (clause 6.1.1.2). */
export const retrieveFaults: readonly Fault[] = [
  fault('retrieve-by-options', '6.1.1.2-1', 'asks for the settings by OPTIONS', (draft) => ({
    ...draft,
    method: 'OPTIONS',
  })),
  {
    name: 'retrieve-refuses-notify',
    requirement: ['6.1.1.2-1', 'RFC6665-4.1.3-3'],
    outcome: 'fail',
    description: 'answers the NOTIFY of its own subscription with 481',
    notify: 481,
  },
  {
    name: 'retrieve-ignores-notify',
    requirement: '6.1.1.2-1',
    outcome: 'fail',
    description: 'never answers a NOTIFY',
    notify: 'no answer',
  },
  fault('retrieve-other-request-uri', '6.1.1.2-2', 'the Request-URI of SUBSCRIBE is another user', otherRequestUri),
  fault('retrieve-server-request-uri', '6.1.1.2-2', 'the Request-URI of SUBSCRIBE is the server', serverRequestUri),
  fault('retrieve-other-originator', '6.1.1.2-3', 'SUBSCRIBE names another user as its originator', otherOriginator),
  fault('retrieve-anonymous', '6.1.1.2-3', 'From of SUBSCRIBE is anonymous', anonymous),
  ims('retrieve-no-preferred-identity', '6.1.1.2-3', 'SUBSCRIBE has no P-Preferred-Identity', noPreferredIdentity),
  fault(
    'retrieve-wrong-event',
    '6.1.1.2-4',
    'the Event of SUBSCRIBE is poc-settings',
    setHeader('Event', 'poc-settings'),
  ),
  fault('retrieve-event-presence', '6.1.1.2-4', 'the Event of SUBSCRIBE is presence', setHeader('Event', 'presence')),
  fault('retrieve-expires', '6.1.1.2-5', 'SUBSCRIBE has Expires: 3600', setHeader('Expires', '3600')),
  fault('retrieve-no-expires', '6.1.1.2-5', 'SUBSCRIBE has no Expires', setHeader('Expires', undefined)),
  fault(
    'retrieve-expires-in-contact-only',
    '6.1.1.2-5',
    'the 0 stands in the expires parameter of Contact only',
    (draft) => ({
      ...withHeader(draft, 'Expires', undefined),
      headers: draft.headers.flatMap(([name, value]) => {
        if (name === 'Expires') return [];
        return [[name, name === 'Contact' ? `${value};expires=0` : value] as const];
      }),
    }),
  ),
  fault('retrieve-wrong-next-hop', '6.1.1.2-6', 'SUBSCRIBE goes to the port after that of the server', wrongNextHop),
  ims('ims-retrieve-no-route', '6.1.1.2-IMS', 'SUBSCRIBE has no Route', noRoute),
  ims('ims-retrieve-swapped-route', '6.1.1.2-IMS', 'the last two Route values of SUBSCRIBE are swapped', swappedRoute),
  {
    name: 'shows-wrong-settings',
    requirement: '6.1.1.2-MAY',
    outcome: 'warn',
    description: 'shows the user the opposite of every notified value',
    show: opposites,
  },
];

function fault(name: string, requirement: string, description: string, subscribe: Change): Fault {
  return { name, requirement, outcome: 'fail', description, subscribe };
}

function ims(name: string, requirement: string, description: string, subscribe: Change): Fault {
  return { ...fault(name, requirement, description, subscribe), needs: 'ims' };
}

function opposites(settings: Partial<Settings>): Partial<Settings> {
  const shown: Partial<Record<SettingKey, boolean>> = {};
  for (const key of settingKeys) if (settings[key] !== undefined) shown[key] = !settings[key];
  return shown;
}
