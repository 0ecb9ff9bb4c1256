import { isSettingOrRefreshing, publishOnly } from '../applies';
import type { FormCheck } from '../check';
import { judgeAcceptContact } from '../common/accept-contact';

/** 6.1.1.1-4: one Accept-Contact value has the IM feature tag, require and explicit (clause 6.1.1.1 item 4). */
export const acceptContact: FormCheck = {
  requirement: '6.1.1.1-4',
  kinds: publishOnly,
  appliesTo: isSettingOrRefreshing,
  judge: judgeAcceptContact,
};
