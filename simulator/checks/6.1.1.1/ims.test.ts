import { describe } from 'node:test';
import { testImsItem } from '../ims.fixture';
import { publishSubject } from '../trace.fixture';
import { publishIms } from './ims';

describe('6.1.1.1-IMS the PUBLISH follows the UE procedures of TS 24.229', () => {
  testImsItem(publishIms, publishSubject);
});
