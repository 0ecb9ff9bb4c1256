import { publishMethod } from './6.1.1.1/1-publish-method';
import { publishRequestUri } from './6.1.1.1/2-request-uri';
import { publishOriginator } from './6.1.1.1/3-originator';
import { acceptContact } from './6.1.1.1/4-accept-contact';
import { publishEvent } from './6.1.1.1/5-event';
import { noExpires } from './6.1.1.1/6-no-expires';
import { statesIsb } from './6.1.1.1/7a-isb';
import { statesIpmb } from './6.1.1.1/7b-ipmb';
import { statesVis } from './6.1.1.1/7c-vis';
import { statesDms } from './6.1.1.1/7d-dms';
import { statesChs } from './6.1.1.1/7e-chs';
import { publishNextHop } from './6.1.1.1/8-next-hop';
import { publishIms } from './6.1.1.1/ims';
import { subscribeMethod } from './6.1.1.2/1-subscribe-method';
import { subscribeRequestUri } from './6.1.1.2/2-request-uri';
import { subscribeOriginator } from './6.1.1.2/3-originator';
import { subscribeEvent } from './6.1.1.2/4-event';
import { expiresZero } from './6.1.1.2/5-expires-zero';
import { subscribeNextHop } from './6.1.1.2/6-next-hop';
import { subscribeIms } from './6.1.1.2/ims';
import type { Check } from './check';

/** One check for each requirement that is verified by looking at requests, in the order of the catalogue. */
export const checks: readonly Check[] = [
  publishMethod,
  publishRequestUri,
  publishOriginator,
  acceptContact,
  publishEvent,
  noExpires,
  statesIsb,
  statesIpmb,
  statesVis,
  statesDms,
  statesChs,
  publishNextHop,
  publishIms,
  subscribeMethod,
  subscribeRequestUri,
  subscribeOriginator,
  subscribeEvent,
  expiresZero,
  subscribeNextHop,
  subscribeIms,
];
