import { describe } from 'node:test';
import { testSettingItem } from '../setting.fixture';
import { statesDms } from './7d-dms';

describe('6.1.1.1-7d the published document states DMS as active or not active', () => {
  testSettingItem(statesDms, 'dms');
});
