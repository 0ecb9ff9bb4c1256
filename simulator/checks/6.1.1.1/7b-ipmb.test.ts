import { describe } from 'node:test';
import { testSettingItem } from '../setting.fixture';
import { statesIpmb } from './7b-ipmb';

describe('6.1.1.1-7b the published document states IPMB as active or not active', () => {
  testSettingItem(statesIpmb, 'ipmb');
});
