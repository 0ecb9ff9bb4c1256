import { isSettingOrRefreshing, publishOnly } from '../applies';
import type { Check } from '../check';
import { judgeEvent } from '../common/event';

/** 6.1.1.1-5: the Event header of the PUBLISH names service-settings (clause 6.1.1.1 item 5). */
export const publishEvent: Check = {
  requirement: '6.1.1.1-5',
  kinds: publishOnly,
  appliesTo: isSettingOrRefreshing,
  judge: judgeEvent,
};
