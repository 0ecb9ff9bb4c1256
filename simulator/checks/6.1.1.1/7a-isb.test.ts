import { describe } from 'node:test';
import { testSettingItem } from '../setting.fixture';
import { statesIsb } from './7a-isb';

describe('6.1.1.1-7a the published document states ISB as active or not active', () => {
  testSettingItem(statesIsb, 'isb');
});
