import { describe } from 'node:test';
import { testImsItem } from '../ims.fixture';
import { subscribeSubject } from '../trace.fixture';
import { subscribeIms } from './ims';

describe('6.1.1.2-IMS the SUBSCRIBE follows the UE procedures of TS 24.229', () => {
  testImsItem(subscribeIms, subscribeSubject);
});
