import { isSettingOrRefreshing, publishOnly } from '../applies';
import type { FormCheck } from '../check';
import { judgeRequestUri } from '../common/request-uri';

/** 6.1.1.1-2: the Request-URI of the PUBLISH is the IM Address (clause 6.1.1.1 item 2). */
export const publishRequestUri: FormCheck = {
  requirement: '6.1.1.1-2',
  kinds: publishOnly,
  appliesTo: isSettingOrRefreshing,
  judge: judgeRequestUri,
};
