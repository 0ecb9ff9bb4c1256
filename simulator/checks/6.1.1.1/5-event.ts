import { isSettingOrRefreshing, publishOnly } from '../applies';
import type { FormCheck } from '../check';
import { judgeEvent } from '../common/event';

/** 6.1.1.1-5: the Event header of the PUBLISH names service-settings (clause 6.1.1.1 item 5). */
export const publishEvent: FormCheck = {
  requirement: '6.1.1.1-5',
  kinds: publishOnly,
  appliesTo: isSettingOrRefreshing,
  judge: judgeEvent,
};
