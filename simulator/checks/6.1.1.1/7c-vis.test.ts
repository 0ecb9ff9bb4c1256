import { describe } from 'node:test';
import { testSettingItem } from '../setting.fixture';
import { statesVis } from './7c-vis';

describe('6.1.1.1-7c the published document states VIS as active or not active', () => {
  testSettingItem(statesVis, 'vis');
});
