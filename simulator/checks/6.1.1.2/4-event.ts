import { anySubscribe } from '../applies';
import type { FormCheck } from '../check';
import { judgeEvent } from '../common/event';

/** 6.1.1.2-4: the Event header of the SUBSCRIBE names service-settings (clause 6.1.1.2 item 4). */
export const subscribeEvent: FormCheck = {
  requirement: '6.1.1.2-4',
  kinds: anySubscribe,
  judge: judgeEvent,
};
