import { describe } from 'node:test';
import { testNextHopItem } from '../next-hop.fixture';
import { publishSubject } from '../trace.fixture';
import { publishNextHop } from './8-next-hop';

describe('6.1.1.1-8 the PUBLISH is sent by the procedures of the SIP/IP core', () => {
  testNextHopItem(publishNextHop, publishSubject);
});
