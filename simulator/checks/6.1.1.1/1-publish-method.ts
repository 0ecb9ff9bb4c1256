import type { Check } from '../check';
import { judgeMethod } from '../common/method';
import { judgeDocumentSyntax } from '../document-syntax';

/** 6.1.1.1-1: the settings are conveyed with a well-formed SIP PUBLISH (clause 6.1.1.1 item 1). */
export const publishMethod: Check = {
  requirement: '6.1.1.1-1',
  kinds: ['settings-publish', 'publish-by-other-means'],
  judge(subject, context) {
    const method = judgeMethod(subject, context, 'PUBLISH');
    if (subject.kind === 'publish-by-other-means') return method;
    const document = judgeDocumentSyntax(subject, context);
    const isBroken = document.some(({ outcome }) => outcome === 'fail' || outcome === 'inconc');
    return isBroken ? [...method.filter(({ outcome }) => outcome !== 'pass'), ...document] : [...method, ...document];
  },
};
