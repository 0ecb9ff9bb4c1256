import type { Fault } from './fault';
import { featureTag } from './requests';
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

/** Faults of the publish procedure (clause 6.1.1.1) but for its item 7. */
export const publishFaults: readonly Fault[] = [
  fault('publish-as-message', '6.1.1.1-1', 'sends the settings document in a MESSAGE', (draft) => ({
    ...draft,
    method: 'MESSAGE',
  })),
  fault('publish-other-request-uri', '6.1.1.1-2', 'the Request-URI of PUBLISH is another user', otherRequestUri),
  fault('publish-server-request-uri', '6.1.1.1-2', 'the Request-URI of PUBLISH is the server', serverRequestUri),
  fault('publish-other-originator', '6.1.1.1-3', 'PUBLISH names another user as its originator', otherOriginator),
  fault('publish-anonymous', '6.1.1.1-3', 'From of PUBLISH is anonymous', anonymous),
  ims('publish-no-preferred-identity', '6.1.1.1-3', 'PUBLISH has no P-Preferred-Identity', noPreferredIdentity),
  fault(
    'publish-no-accept-contact',
    '6.1.1.1-4',
    'PUBLISH has no Accept-Contact',
    setHeader('Accept-Contact', undefined),
  ),
  fault('publish-no-require', '6.1.1.1-4', 'Accept-Contact lacks require', acceptContact(`*;${featureTag};explicit`)),
  fault('publish-no-explicit', '6.1.1.1-4', 'Accept-Contact lacks explicit', acceptContact(`*;${featureTag};require`)),
  fault(
    'publish-split-accept-contact',
    '6.1.1.1-4',
    'require and explicit stand in two Accept-Contact values',
    acceptContact(`*;${featureTag};require, *;explicit`),
  ),
  fault(
    'publish-misspelt-feature-tag',
    '6.1.1.1-4',
    'the feature tag is written +g.oma.sipim',
    acceptContact('*;+g.oma.sipim;require;explicit'),
  ),
  fault('publish-wrong-event', '6.1.1.1-5', 'the Event of PUBLISH is poc-settings', setHeader('Event', 'poc-settings')),
  fault(
    'publish-event-case',
    '6.1.1.1-5',
    'the Event of PUBLISH is Service-Settings',
    setHeader('Event', 'Service-Settings'),
  ),
  fault(
    'publish-event-template',
    '6.1.1.1-5',
    'the Event of PUBLISH is service-settings.winfo',
    setHeader('Event', 'service-settings.winfo'),
  ),
  fault('publish-expires', '6.1.1.1-6', 'PUBLISH has Expires: 3600', setHeader('Expires', '3600')),
  fault('publish-expires-zero', '6.1.1.1-6', 'PUBLISH has Expires: 0', setHeader('Expires', '0')),
  fault('publish-wrong-next-hop', '6.1.1.1-8', 'PUBLISH goes to the port after that of the server', wrongNextHop),
  ims('ims-publish-no-route', '6.1.1.1-IMS', 'PUBLISH has no Route', noRoute),
  ims('ims-publish-swapped-route', '6.1.1.1-IMS', 'the last two Route values of PUBLISH are swapped', swappedRoute),
  {
    name: 'claims-success-anyway',
    requirement: '6.1.1.1-MAY',
    outcome: 'warn',
    description: 'tells the user that the settings are published although the server refused them',
    claimsSuccess: true,
  },
];

function fault(name: string, requirement: string, description: string, publish: Change): Fault {
  return { name, requirement, outcome: 'fail', description, publish };
}

function ims(name: string, requirement: string, description: string, publish: Change): Fault {
  return { ...fault(name, requirement, description, publish), needs: 'ims' };
}

function acceptContact(value: string): Change {
  return setHeader('Accept-Contact', value);
}
